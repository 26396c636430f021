package com.banxiang.health.record;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.platform.outbox.OutboxEntry;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of readings. Every statement names the time it is about, so that only the partitions of that time are touched.
 */
@Component
final class HealthRecords {

    private static final String COLUMNS = "id, user_id, type, value, details, source, recorded_at, notes";

    /** Sorts after every id. */
    private static final UUID LAST_ID = new UUID(-1, -1);

    private static final String ADD = """
        with fact as (
            insert into health_records (id, user_id, type, value, details, source, recorded_at, notes)
            values (:id, :user, :type, :value, :details, :source, :recordedAt, :notes)
            returning id),
        told as (%s from fact)
        select id from fact
        """.formatted(OutboxEntry.INSERT);

    static final String FIND = """
        select %s
          from health_records
         where id = :id and recorded_at = :recordedAt and user_id = :user
        """.formatted(COLUMNS);

    static final String REMOVE = """
        delete from health_records
         where id = :id and recorded_at = :recordedAt and user_id = :user
        """;

    private static final String PAGE = """
          select %s
            from health_records
           where user_id = :user %s
             and recorded_at >= :from and recorded_at < :until and recorded_at <= :at
             and (recorded_at, id) < (:at, :id)
        order by recorded_at desc, id desc
           limit :limit
        """;

    static final String PAGE_OF_ALL = PAGE.formatted(COLUMNS, "");
    static final String PAGE_OF_TYPE = PAGE.formatted(COLUMNS, "and type = :type");

    static final String NEWEST_TWO = """
            select newest.*
              from unnest(:types::text[]) with ordinality as wanted (type, position)
        cross join lateral (
                      select %s
                        from health_records
                       where user_id = :user and type = wanted.type
                    order by recorded_at desc
                       limit 2) newest
          order by wanted.position, newest.recorded_at desc
        """.formatted(COLUMNS);

    private final DatabaseClient database;
    private final JsonMapper json;
    private final FieldCipher cipher;

    HealthRecords(DatabaseClient database, JsonMapper json, FieldCipher cipher) {
        this.database = database;
        this.json = json;
        this.cipher = cipher;
    }

    /** Which records are asked for; {@code from} is included, {@code until} is not. */
    record Filter(UUID userId, @Nullable ReadingType type, Instant from, Instant until) {}

    /** Stores the record and its event in one statement. Fails with {@code DuplicateKeyException} on one that was there. */
    Mono<HealthRecord> add(HealthRecord it, OutboxEntry event) {

        var notes = it.notes();
        var statement = database.sql(ADD)
                .bind("id", it.id())
                .bind("user", it.userId())
                .bind("type", it.measurement().type().name())
                .bind("value", it.measurement().value())
                .bind("details", Json.of(json.writeValueAsBytes(it.measurement().details())))
                .bind("source", it.source().name())
                .bind("recordedAt", it.recordedAt());

        statement = notes == null
                ? statement.bindNull("notes", byte[].class)
                : statement.bind("notes", cipher.encrypt(notes));

        return event.bind(statement).mapValue(UUID.class).one().thenReturn(it);
    }

    /** Stores those that weren't there in one statement, and answers their ids. All are of one person and source. */
    Flux<UUID> addAll(UUID userId, Source source, List<HealthRecord> records) {

        return database.sql("""
               insert into health_records (id, user_id, type, value, details, source, recorded_at, notes)
               select id, :user, type, value, details::jsonb, :source, recorded_at, decode(notes, 'base64')
                 from unnest(:ids::uuid[], :types::text[], :values::numeric[], :details::text[],
                             :recordedAts::timestamptz[], :notes::text[])
                   as new (id, type, value, details, recorded_at, notes)
                   on conflict do nothing
            returning id
            """)
                .bind("user", userId)
                .bind("source", source.name())
                .bind("ids", array(records, HealthRecord::id, new UUID[0]))
                .bind("types", array(records, it -> it.measurement().type().name(), new String[0]))
                .bind("values", array(records, it -> it.measurement().value(), new BigDecimal[0]))
                .bind("details", array(records, it -> detailsOf(it), new String[0]))
                .bind("recordedAts", array(records, HealthRecord::recordedAt, new Instant[0]))
                .bind("notes", notesOf(records))
                .mapValue(UUID.class)
                .all();
    }

    /** Those that stand where these would have to: same person, source, type and time. */
    Flux<HealthRecord> inPlaceOf(UUID userId, Source source, List<HealthRecord> records) {

        return database.sql("""
            select %s
              from health_records
              join unnest(:types::text[], :recordedAts::timestamptz[]) as wanted (wanted_type, wanted_at)
                on type = wanted_type and recorded_at = wanted_at
             where user_id = :user and source = :source and recorded_at between :first and :last
            """.formatted(COLUMNS))
                .bind("user", userId)
                .bind("source", source.name())
                .bind("types", array(records, it -> it.measurement().type().name(), new String[0]))
                .bind("recordedAts", array(records, HealthRecord::recordedAt, new Instant[0]))
                .bind(
                        "first",
                        records.stream()
                                .map(HealthRecord::recordedAt)
                                .min(Instant::compareTo)
                                .orElseThrow())
                .bind(
                        "last",
                        records.stream()
                                .map(HealthRecord::recordedAt)
                                .max(Instant::compareTo)
                                .orElseThrow())
                .map(this::toRecord)
                .all();
    }

    /** Empty if unknown or somebody else's. */
    Mono<HealthRecord> find(UUID userId, UUID id) {

        return database.sql(FIND)
                .bind("id", id)
                .bind("recordedAt", TimeOrderedIds.timeOf(id))
                .bind("user", userId)
                .map(this::toRecord)
                .one();
    }

    /** Whether there was one. */
    Mono<Boolean> remove(HealthRecord it) {

        return database.sql(REMOVE)
                .bind("id", it.id())
                .bind("recordedAt", it.recordedAt())
                .bind("user", it.userId())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Newest first. */
    Flux<HealthRecord> page(Filter filter, PageRequest page) {

        var after = page.after() == null ? new Cursor(filter.until(), LAST_ID) : page.after();
        var statement = database.sql(filter.type() == null ? PAGE_OF_ALL : PAGE_OF_TYPE)
                .bind("user", filter.userId())
                .bind("from", filter.from())
                .bind("until", filter.until())
                .bind("at", after.at())
                .bind("id", after.id())
                .bind("limit", page.limitPlusOne());

        return (filter.type() == null
                        ? statement
                        : statement.bind("type", filter.type().name()))
                .map(this::toRecord)
                .all();
    }

    /** The newest two of each type that isn't added up, newest first, types in their order: one round trip for a screen. */
    Flux<HealthRecord> newestTwoOfEachMeasuredType(UUID userId) {

        return database.sql(NEWEST_TWO)
                .bind("user", userId)
                .bind(
                        "types",
                        Arrays.stream(ReadingType.values())
                                .filter(it -> !it.isAddedUp())
                                .map(ReadingType::name)
                                .toArray(String[]::new))
                .map(this::toRecord)
                .all();
    }

    private HealthRecord toRecord(Readable row) {

        var notes = optional(row, "notes", byte[].class);
        var measurement = new Measurement(
                ReadingType.valueOf(column(row, "type", String.class)),
                column(row, "value", BigDecimal.class),
                json.readValue(column(row, "details", Json.class).asArray(), Details.class));

        return new HealthRecord(
                column(row, "id", UUID.class),
                column(row, "user_id", UUID.class),
                measurement,
                Source.valueOf(column(row, "source", String.class)),
                column(row, "recorded_at", Instant.class),
                notes == null ? null : cipher.decrypt(notes));
    }

    private String detailsOf(HealthRecord it) {
        return json.writeValueAsString(it.measurement().details());
    }

    private @Nullable String[] notesOf(List<HealthRecord> records) {

        var notes = new @Nullable String[records.size()];

        for (var i = 0; i < notes.length; i++) {
            var clear = records.get(i).notes();
            notes[i] = clear == null ? null : Base64.getEncoder().encodeToString(cipher.encrypt(clear));
        }

        return notes;
    }

    private static <E, T> T[] array(List<E> from, Function<E, T> column, T[] type) {
        return from.stream().map(column).toList().toArray(type);
    }
}
