package com.banxiang.health.trend;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.health.trend.Bucket.Span;
import com.banxiang.platform.web.Times;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What trends are made of, as stored: single readings, or what hours and days came to. */
@Component
final class TrendReadings {

    /** A watch that measures each minute must not cost a phone ten thousand points, nor us their pairs. */
    static final int MOST_POINTS = 500;

    /** The skin's temperature is another quantity than the body's. */
    private static final String COUNTS = "(type <> 'TEMPERATURE' or details ->> 'site' is distinct from 'skin')";

    static final String BY_DAY = """
          select day, count, coalesce(merged.value, sum) as sum, squares, least, greatest
            from daily_aggregates
                 left join merged_days as merged using (user_id, type, day)
           where user_id = :user and type = :type and day between :first and :last
        order by day
        """;

    static final String ONE_BY_ONE = """
          select recorded_at, value
            from health_records
           where user_id = :user and type = :type and recorded_at >= :from and recorded_at < :until and %s
        order by recorded_at
           limit :limit
        """.formatted(COUNTS);

    static final String BY_HOUR = """
          select date_trunc('hour', recorded_at) as hour, count(*) as count, sum(value) as sum,
                 sum(value * value) as squares, min(value) as least, max(value) as greatest
            from health_records
           where user_id = :user and type = :type and recorded_at >= :from and recorded_at < :until and %s
        group by 1
        order by 1
        """.formatted(COUNTS);

    private final DatabaseClient database;

    TrendReadings(DatabaseClient database) {
        this.database = database;
    }

    /** In the order of time. Never empty; without readings the list is. */
    Mono<List<Bucket>> in(Window window) {
        return window.isByDay()
                ? byDay(window)
                : oneByOne(window).flatMap(it -> it.size() > MOST_POINTS ? byHour(window) : Mono.just(it));
    }

    private Mono<List<Bucket>> byDay(Window window) {

        return database.sql(BY_DAY)
                .bind("user", window.userId())
                .bind("type", window.type().name())
                .bind("first", window.firstDay())
                .bind("last", window.lastDay())
                .map(row -> bucket(
                        row,
                        column(row, "day", LocalDate.class)
                                .atStartOfDay(Times.CHINA)
                                .toInstant(),
                        Span.DAY))
                .all()
                .map(it -> window.type().isAddedUp() ? it.addedUp() : it)
                .collectList();
    }

    private Mono<List<Bucket>> oneByOne(Window window) {

        return bound(ONE_BY_ONE, window)
                .bind("limit", MOST_POINTS + 1)
                .map(row -> Bucket.ofOne(
                        column(row, "recorded_at", Instant.class), Span.MOMENT, column(row, "value", BigDecimal.class)))
                .all()
                .collectList();
    }

    private Mono<List<Bucket>> byHour(Window window) {

        return bound(BY_HOUR, window)
                .map(row -> bucket(row, column(row, "hour", Instant.class), Span.HOUR))
                .all()
                .collectList();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Window window) {
        return database.sql(sql)
                .bind("user", window.userId())
                .bind("type", window.type().name())
                .bind("from", window.from())
                .bind("until", window.until());
    }

    private static Bucket bucket(Readable row, Instant at, Span span) {
        return new Bucket(
                at,
                span,
                column(row, "count", Number.class).longValue(),
                column(row, "sum", BigDecimal.class),
                column(row, "squares", BigDecimal.class),
                column(row, "least", BigDecimal.class),
                column(row, "greatest", BigDecimal.class));
    }
}
