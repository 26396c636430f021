package com.banxiang.health.device;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The links of everybody's devices, as stored. */
@Component
final class DeviceLinks {

    private static final String COLUMNS = "id, user_id, brand, external_id, linked_at, status, version";

    private static final Cursor NEWEST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private final DatabaseClient database;

    DeviceLinks(DatabaseClient database) {
        this.database = database;
    }

    /** Whether it was added: a device that has a live link, anybody's, gets no second. */
    Mono<Boolean> add(DeviceLink it) {

        return database.sql("""
            insert into device_links (id, user_id, brand, external_id, linked_at)
            values (:id, :user, :brand, :externalId, :linkedAt)
            on conflict (brand, external_id) where unlinked_at is null do nothing
            """)
                .bind("id", it.id())
                .bind("user", it.userId())
                .bind("brand", it.brand().name())
                .bind("externalId", it.externalId())
                .bind("linkedAt", it.linkedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Empty if nobody's. */
    Mono<DeviceLink> live(Brand brand, String externalId) {

        return database.sql("""
            select %s
              from device_links
             where brand = :brand and external_id = :externalId and unlinked_at is null
            """.formatted(COLUMNS))
                .bind("brand", brand.name())
                .bind("externalId", externalId)
                .map(DeviceLinks::toLink)
                .one();
    }

    /** The live ones, newest first. */
    Flux<DeviceLink> page(UUID userId, PageRequest page) {

        var after = page.after() == null ? NEWEST : page.after();

        return database.sql("""
              select %s
                from device_links
               where user_id = :user and unlinked_at is null and (linked_at, id) < (:at, :id)
            order by linked_at desc, id desc
               limit :limit
            """.formatted(COLUMNS))
                .bind("user", userId)
                .bind("at", after.at())
                .bind("id", after.id())
                .bind("limit", page.limitPlusOne())
                .map(DeviceLinks::toLink)
                .all();
    }

    /** Empty if it is not live, or somebody else's. */
    Mono<DeviceLink> end(UUID userId, UUID id, Instant now) {

        return database.sql("""
               update device_links
                  set unlinked_at = :now, version = version + 1
                where id = :id and user_id = :user and unlinked_at is null
            returning %s
            """.formatted(COLUMNS))
                .bind("id", id)
                .bind("user", userId)
                .bind("now", now)
                .map(DeviceLinks::toLink)
                .one();
    }

    /** Empty if it is not live, or somebody else's. */
    Mono<DeviceLink> find(UUID userId, UUID id) {

        return database.sql("""
            select %s
              from device_links
             where id = :id and user_id = :user and unlinked_at is null
            """.formatted(COLUMNS))
                .bind("id", id)
                .bind("user", userId)
                .map(DeviceLinks::toLink)
                .one();
    }

    /** Empty if it is not live, or was so already. */
    Mono<DeviceLink> change(UUID id, Status to) {

        return database.sql("""
               update device_links
                  set status = :to, version = version + 1
                where id = :id and unlinked_at is null and status <> :to
            returning %s
            """.formatted(COLUMNS))
                .bind("id", id)
                .bind("to", to.name())
                .map(DeviceLinks::toLink)
                .one();
    }

    /** Empty if it is not live. Nobody ends it until the surrounding transaction does. */
    Mono<UUID> hold(UUID id) {

        return database.sql("select id from device_links where id = :id and unlinked_at is null for share")
                .bind("id", id)
                .mapValue(UUID.class)
                .one();
    }

    /** Whether the person ever had it. */
    Mono<Boolean> exists(UUID userId, UUID id) {

        return database.sql("select exists (select from device_links where id = :id and user_id = :user)")
                .bind("id", id)
                .bind("user", userId)
                .mapValue(Boolean.class)
                .one();
    }

    private static DeviceLink toLink(Readable row) {
        return new DeviceLink(
                column(row, "id", UUID.class),
                column(row, "user_id", UUID.class),
                Brand.valueOf(column(row, "brand", String.class)),
                column(row, "external_id", String.class),
                column(row, "linked_at", Instant.class),
                Status.valueOf(column(row, "status", String.class)),
                column(row, "version", Long.class));
    }
}
