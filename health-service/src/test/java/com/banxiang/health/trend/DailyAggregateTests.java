package com.banxiang.health.trend;

import static com.banxiang.health.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.health.Readings;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a day came to is true at every moment, whoever stores and removes, and a trend reads nothing else. */
@ServiceTest
class DailyAggregateTests {

    static final UUID ELDER = UUID.fromString("00000000-0000-4000-8000-00000000a007");

    static final Instant NOON = Instant.now().truncatedTo(ChronoUnit.DAYS).minusSeconds(20 * 3600);

    @Autowired
    DatabaseClient database;

    Elder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client) {
        elder = new Elder(client, database);
    }

    @Test
    void whatIsStoredTwiceCountsOnce() {

        elder.adds(reading("heart_rate", 70, NOON));
        elder.adds(reading("heart_rate", 70, NOON));
        elder.addsAll(reading("heart_rate", 70, NOON), reading("heart_rate", 80, NOON.plusSeconds(1)));

        assertThat(days()).containsExactly("HEART_RATE 2 150 11300 70 80");
    }

    @Test
    void whatIsTakenBackCountsNoMore() {

        elder.adds(reading("heart_rate", 70, NOON));
        var greatest = elder.adds(reading("heart_rate", 90, NOON.plusSeconds(1)));
        var least = elder.adds(reading("heart_rate", 60, NOON.plusSeconds(2)));

        takeBack(greatest.path("id").asString());
        assertThat(days()).containsExactly("HEART_RATE 2 130 8500 60 70");
        takeBack(least.path("id").asString());
        assertThat(days()).containsExactly("HEART_RATE 1 70 4900 70 70");
    }

    @Test
    void dayWithoutReadingsIsGone() {

        takeBack(elder.adds(reading("heart_rate", 70, NOON)).path("id").asString());

        assertThat(days()).isEmpty();
    }

    @Test
    void manyAtOnceLoseNothing() {

        var old = IntStream.range(0, 10)
                .mapToObj(it -> elder.adds(reading("heart_rate", 50 + it, NOON.plusSeconds(it)))
                        .path("id")
                        .asString())
                .toList();
        var removals = old.stream()
                .<Supplier<Object>>map(it -> () -> elder.app()
                        .delete(Readings.RECORDS + "/" + it)
                        .expectStatus()
                        .isOk());
        var additions = IntStream.range(0, 10)
                .<Supplier<Object>>mapToObj(
                        it -> () -> elder.adds(reading("heart_rate", 100 + it, NOON.plusSeconds(100 + it))));

        AtOnce.by(Stream.concat(removals, additions).toList());

        assertThat(days()).containsExactly("HEART_RATE 10 1045 109285 100 109");
    }

    @Test
    void trendsReadIndexes() {

        fill();

        var day = plan(explain(TrendReadings.BY_DAY)
                .bind("first", LocalDate.now().minusDays(364))
                .bind("last", LocalDate.now()));
        assertThat(day).contains("daily_aggregates_pkey").doesNotContain("Seq Scan");

        var usual = plan(database.sql("explain " + Baselines.DAYS)
                .bind("user", ELDER)
                .bind("types", new String[] {"BLOOD_PRESSURE", "HEART_RATE"})
                .bind("first", LocalDate.now().minusDays(28))
                .bind("last", LocalDate.now()));
        assertThat(usual).contains("daily_aggregates_pkey").doesNotContain("Seq Scan");

        var now = Instant.now();
        for (var sql : List.of(TrendReadings.ONE_BY_ONE.replace(":limit", "501"), TrendReadings.BY_HOUR)) {
            var week = plan(
                    explain(sql).bind("from", now.minus(7, ChronoUnit.DAYS)).bind("until", now));
            assertThat(week).contains("Index").doesNotContain("Seq Scan");
        }
    }

    /** A year of 300 people, so that the planner has something to choose between. */
    private void fill() {
        database.sql("""
            insert into health_records (id, user_id, type, value, details, source, recorded_at)
            select gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(to_hex(40960 + n % 300), 12, '0'))::uuid,
                   'BLOOD_PRESSURE', 120, '{}', 'MANUAL', date_trunc('second', now()) - n * interval '15 minutes'
              from generate_series(1, 34000) n
                on conflict do nothing
            """).then().block();
        database.sql("analyze health_records").then().block();
        database.sql("analyze daily_aggregates").then().block();
    }

    private void takeBack(String id) {
        elder.app().delete(Readings.RECORDS + "/" + id).expectStatus().isOk();
    }

    private List<String> days() {
        return elder.tables().all(String.class, """
            select concat_ws(' ', type, count, trim_scale(sum), trim_scale(squares), trim_scale(least),
                             trim_scale(greatest))
              from daily_aggregates
             where user_id = ?
            """, elder.id());
    }

    private GenericExecuteSpec explain(String sql) {
        return database.sql("explain " + sql).bind("user", ELDER).bind("type", "BLOOD_PRESSURE");
    }

    private static String plan(GenericExecuteSpec explained) {
        return String.join(
                "\n", explained.mapValue(String.class).all().collectList().block());
    }
}
