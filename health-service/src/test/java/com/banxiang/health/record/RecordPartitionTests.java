package com.banxiang.health.record;

import static java.time.temporal.ChronoUnit.MONTHS;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;

/** Where readings lie, and that a screen never looks anywhere else. */
@ServiceTest
class RecordPartitionTests {

    static final UUID ELDER = UUID.fromString("00000000-0000-4000-8000-000000000007");

    @Autowired
    DatabaseClient database;

    @Autowired
    KeepPartitions keepPartitions;

    @Autowired
    TimeOrderedIds ids;

    /** A year of readings of 300 people, so that the planner has something to choose between. */
    @BeforeAll
    static void fill(@Autowired DatabaseClient database) {
        database.sql("""
            insert into health_records (id, user_id, type, value, details, source, recorded_at)
            select gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(n % 300), 12, '0'))::uuid,
                   'BLOOD_PRESSURE', 120, '{}', 'MANUAL', date_trunc('second', now()) - n * interval '15 minutes'
              from generate_series(1, 34000) n
                on conflict do nothing
            """).then().block();
        database.sql("analyze health_records").then().block();
    }

    @Test
    void monthsFromThirteenBackToThreeAheadHaveAPartition() {

        var now = YearMonth.now(ZoneOffset.UTC);
        var expected = IntStream.rangeClosed(-13, 3)
                .mapToObj(it -> now.plus(it, MONTHS))
                .map(it -> "health_records_%d_%02d".formatted(it.getYear(), it.getMonthValue()))
                .toList();

        assertThat(partitions()).containsExactlyElementsOf(expected);
    }

    @Test
    void monthsAreMonthsOfUtc() {

        var month = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
        var first = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);

        for (var at : List.of(first, first.minusMillis(1))) {
            var elder = UUID.randomUUID();
            database.sql("""
                insert into health_records (id, user_id, type, value, details, source, recorded_at)
                values (:id, :user, 'SPO2', 97, '{}', 'MANUAL', :at)
                """)
                    .bind("id", ids.at(at))
                    .bind("user", elder)
                    .bind("at", at)
                    .then()
                    .block();
            assertThat(database.sql("select tableoid::regclass::text from health_records where user_id = :user")
                            .bind("user", elder)
                            .mapValue(String.class)
                            .one()
                            .block())
                    .isEqualTo(partitionOf(at));
        }
    }

    @Test
    void missingMonthIsMadeWhileOthersAreThereByWhoeverIsFirst() {

        var last = partitions().getLast();
        database.sql("drop table " + last).then().block();

        Flux.range(0, 4).flatMap(_ -> keepPartitions.handle(), 4).then().block();

        assertThat(partitions()).hasSize(17).contains(last);
    }

    @Test
    void partitionMadeLaterHasTheSameKeysAndIndexes() {

        var indexes =
                database.sql("""
                    select distinct regexp_replace(indexdef, tablename || '[a-z_]*', 't', 'g')
                      from pg_indexes
                     where schemaname = current_schema() and tablename ~ '^health_records_\\d'
                    """).mapValue(String.class).all().collectList().block();

        assertThat(indexes).hasSize(3);
    }

    @Test
    void oldMonthCanBeDetached() {

        var first = partitions().getFirst();

        database.sql("alter table health_records detach partition " + first)
                .then()
                .block();
        assertThat(partitions()).doesNotContain(first);
        database.sql("drop table " + first).then().block();
        keepPartitions.handle().block();

        assertThat(partitions()).contains(first);
    }

    @Test
    void idNamesTheOnlyPartitionThatIsLookedAt() {

        var at = Instant.parse(YearMonth.now(ZoneOffset.UTC).minusMonths(2) + "-10T08:00:00Z");
        var id = ids.at(at);

        for (var sql : List.of(HealthRecords.FIND, HealthRecords.REMOVE)) {
            var plan = plan(explain(sql)
                    .bind("id", id)
                    .bind("recordedAt", TimeOrderedIds.timeOf(id))
                    .bind("user", ELDER));
            assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan");
            assertThat(partitionsIn(plan)).containsExactly(partitionOf(at));
        }
    }

    @Test
    void pagesReadAnIndexInItsOrder() {

        var now = Instant.now();
        for (var sql : List.of(HealthRecords.PAGE_OF_ALL, HealthRecords.PAGE_OF_TYPE)) {
            var statement = explain(sql)
                    .bind("user", ELDER)
                    .bind("from", now.minusSeconds(300L * 86400))
                    .bind("until", now)
                    .bind("at", now)
                    .bind("id", new UUID(-1, -1))
                    .bind("limit", 21);
            var plan =
                    plan(sql.equals(HealthRecords.PAGE_OF_TYPE) ? statement.bind("type", "BLOOD_PRESSURE") : statement);
            assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan").doesNotContain("Bitmap");
        }
    }

    @Test
    void summaryReadsAnIndexInItsOrder() {

        var plan = plan(explain(HealthRecords.NEWEST_TWO)
                .bind("user", ELDER)
                .bind("types", new String[] {"BLOOD_PRESSURE", "SPO2"}));

        assertThat(plan).contains("Index Scan Backward").doesNotContain("Seq Scan");
    }

    private static String partitionOf(Instant at) {
        return "health_records_" + at.toString().substring(0, 7).replace('-', '_');
    }

    private GenericExecuteSpec explain(String sql) {
        return database.sql("explain " + sql);
    }

    private static String plan(GenericExecuteSpec explained) {
        return String.join(
                "\n", explained.mapValue(String.class).all().collectList().block());
    }

    private List<String> partitions() {
        return database.sql("""
            select inhrelid::regclass::text
              from pg_inherits
             where inhparent = 'health_records'::regclass
             order by 1
            """).mapValue(String.class).all().collectList().block();
    }

    private static List<String> partitionsIn(String plan) {
        return java.util.regex.Pattern.compile(" on (health_records_\\d{4}_\\d{2})")
                .matcher(plan)
                .results()
                .map(it -> it.group(1))
                .distinct()
                .toList();
    }
}
