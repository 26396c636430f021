package com.banxiang.health.trend;

import static com.banxiang.platform.data.Rows.column;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.web.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says up to which values readings are usual for a person. */
@Component
public final class Baselines {

    static final String DAYS = """
        select type, sum / count as value
          from daily_aggregates
         where user_id = :user and type = any(:types::text[]) and day between :first and :last
        """;

    /** The mean of one day. */
    private record Day(ReadingType type, BigDecimal value) {}

    private final DatabaseClient database;
    private final Baseline baseline;
    private final Map<ReadingType, BigDecimal> resolutions;

    Baselines(DatabaseClient database, TrendSettings settings) {
        this.database = database;
        this.baseline = settings.baseline().rule();
        this.resolutions = Map.copyOf(settings.baseline().resolution());
    }

    /**
     * Never empty; a type is missing while nothing is usual, or where a rise is no worsening.
     *
     * @param now the days before its own are looked at
     */
    public Mono<Map<ReadingType, BigDecimal>> usualUpTo(UUID userId, Collection<ReadingType> types, Instant now) {

        var watched = types.stream().filter(resolutions::containsKey).distinct().toList();

        if (watched.isEmpty()) {
            return Mono.just(Map.of());
        }

        var today = Times.dayOf(now);

        return database.sql(DAYS)
                .bind("user", userId)
                .bind("types", watched.stream().map(ReadingType::name).toArray(String[]::new))
                .bind("first", today.minusDays(baseline.over().toDays()))
                .bind("last", today.minusDays(1))
                .map(row -> new Day(
                        ReadingType.valueOf(column(row, "type", String.class)), column(row, "value", BigDecimal.class)))
                .all()
                .collect(groupingBy(Day::type, mapping(Day::value, toList())))
                .map(this::usualUpTo);
    }

    private Map<ReadingType, BigDecimal> usualUpTo(Map<ReadingType, List<BigDecimal>> days) {

        var usual = new EnumMap<ReadingType, BigDecimal>(ReadingType.class);
        days.forEach((type, values) -> baseline.usualUpTo(values, Objects.requireNonNull(resolutions.get(type)))
                .ifPresent(it -> usual.put(type, it)));
        return usual;
    }
}
