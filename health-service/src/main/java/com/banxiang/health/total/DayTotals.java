package com.banxiang.health.total;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.web.Times;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps what the days of a person came to, after readings were stored or removed: only the days around them are merged anew. Who
 * does that for a person and type waits for the other, and then sees what they stored.
 */
@Component
public final class DayTotals {

    /** A span may stand together with those of the days beside it. */
    private static final int DAYS_BESIDE = 2;

    static final String NEWEST = """
            select wanted.type, last.recorded_at, last.day, coalesce(merged.value, own.sum) as value,
                   coalesce(merged_before.value, before.sum) as value_before
              from unnest(:types::text[]) with ordinality as wanted (type, position)
        cross join lateral (
                      select recorded_at, (recorded_at at time zone 'Asia/Shanghai')::date as day
                        from health_records
                       where user_id = :user and type = wanted.type
                    order by recorded_at desc
                       limit 1) last
              join daily_aggregates own
                on own.user_id = :user and own.type = wanted.type and own.day = last.day
         left join merged_days merged
                on merged.user_id = :user and merged.type = wanted.type and merged.day = last.day
         left join daily_aggregates before
                on before.user_id = :user and before.type = wanted.type and before.day = last.day - 1
         left join merged_days merged_before
                on merged_before.user_id = :user and merged_before.type = wanted.type and merged_before.day = before.day
          order by wanted.position
        """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    DayTotals(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** For readings of one type that were stored or removed in this transaction, which it joins, at these times. */
    public Mono<Void> renew(UUID userId, ReadingType type, Collection<Instant> times) {

        if (!type.isAddedUp() || times.isEmpty()) {
            return Mono.empty();
        }

        var first = Times.dayOf(times.stream().min(Instant::compareTo).orElseThrow());
        var last = Times.dayOf(times.stream().max(Instant::compareTo).orElseThrow());

        return lock(userId, type)
                .then(Mono.defer(() -> spans(userId, type, first.minusDays(DAYS_BESIDE), last.plusDays(DAYS_BESIDE))))
                .map(MergedSpans::byDay)
                .flatMap(days -> store(userId, type, days, first.minusDays(1), last.plusDays(1)))
                .as(transaction::transactional)
                .checkpoint("merge days");
    }

    /**
     * Of each type that is added up, the day of the newest reading and what the day before it came to. A day whose readings were
     * stored before days were merged is the sum of them.
     */
    public Flux<DayTotal> newest(UUID userId) {
        return database.sql(NEWEST)
                .bind("user", userId)
                .bind(
                        "types",
                        Arrays.stream(ReadingType.values())
                                .filter(ReadingType::isAddedUp)
                                .map(ReadingType::name)
                                .toArray(String[]::new))
                .map(DayTotals::toTotal)
                .all()
                .checkpoint("read newest days");
    }

    private Mono<Void> lock(UUID userId, ReadingType type) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "merged_days " + userId + type)
                .then();
    }

    private Mono<List<Span>> spans(UUID userId, ReadingType type, LocalDate first, LocalDate last) {

        return database.sql("""
            select value, recorded_at, coalesce((details ->> 'start')::timestamptz, recorded_at) as start,
                   coalesce((details ->> 'end')::timestamptz, recorded_at) as finish
              from health_records
             where user_id = :user and type = :type and recorded_at >= :from and recorded_at < :until
            """)
                .bind("user", userId)
                .bind("type", type.name())
                .bind("from", first.atStartOfDay(Times.CHINA).toInstant())
                .bind("until", last.plusDays(1).atStartOfDay(Times.CHINA).toInstant())
                .map(DayTotals::toSpan)
                .all()
                .collectList();
    }

    /** The days beside those that changed are told anew, too: their spans may belong elsewhere now. */
    private Mono<Void> store(
            UUID userId, ReadingType type, Map<LocalDate, BigDecimal> days, LocalDate first, LocalDate last) {

        var merged = days.entrySet().stream()
                .filter(it -> !it.getKey().isBefore(first) && !it.getKey().isAfter(last))
                .toList();

        return database.sql("""
            with gone as (
                delete from merged_days
                 where user_id = :user and type = :type and day between :first and :last
                   and day <> all(:days::date[]))
            insert into merged_days (user_id, type, day, value)
            select :user, :type, new.day, new.value
              from unnest(:days::date[], :values::numeric[]) as new (day, value)
                on conflict (user_id, type, day) do update set value = excluded.value
            """)
                .bind("user", userId)
                .bind("type", type.name())
                .bind("first", first)
                .bind("last", last)
                .bind("days", merged.stream().map(Map.Entry::getKey).toArray(LocalDate[]::new))
                .bind("values", merged.stream().map(Map.Entry::getValue).toArray(BigDecimal[]::new))
                .then();
    }

    private static DayTotal toTotal(Readable row) {
        return new DayTotal(
                ReadingType.valueOf(column(row, "type", String.class)),
                column(row, "day", LocalDate.class),
                column(row, "value", BigDecimal.class),
                optional(row, "value_before", BigDecimal.class),
                column(row, "recorded_at", Instant.class));
    }

    private static Span toSpan(Readable row) {
        return new Span(
                column(row, "start", Instant.class),
                column(row, "finish", Instant.class),
                column(row, "value", BigDecimal.class),
                column(row, "recorded_at", Instant.class));
    }
}
