package com.banxiang.health.alert;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How everybody's values are going, as stored. Whoever changes an episode holds its course's row first, so that two who
 * judge, answer or wait at once do it one after the other.
 */
@Component
final class Courses {

    private final DatabaseClient database;
    private final Alerts alerts;

    Courses(DatabaseClient database, Alerts alerts) {
        this.database = database;
        this.alerts = alerts;
    }

    /** A row without its episode, which is read by a statement of its own: the first may have waited for the lock. */
    private record Held(
            UUID userId, AlertType type, @Nullable Instant newestJudgedAt, int risen, boolean hasEpisode) {

        Course with(List<Episode> open) {
            var own = open.stream().filter(it -> it.type() == type).findFirst().orElse(null);
            return new Course(userId, type, newestJudgedAt, risen, own);
        }
    }

    /** Never empty. Holds the rows until the surrounding transaction ends, new ones too; in the order of the types. */
    Flux<Course> lock(UUID userId, Collection<AlertType> types) {

        return database.sql("""
               insert into alert_courses (user_id, type)
               select :user, wanted
                 from unnest(:types::text[]) as wanted
                   on conflict (user_id, type) do update set user_id = excluded.user_id
            returning user_id, type, newest_judged_at, risen, due_at
            """)
                .bind("user", userId)
                .bind("types", types.stream().sorted().map(AlertType::name).toArray(String[]::new))
                .map(Courses::toHeld)
                .all()
                .collectList()
                .flatMapMany(held -> withEpisodes(userId, held));
    }

    Mono<Course> lock(UUID userId, AlertType type) {
        return lock(userId, List.of(type)).single();
    }

    /** The course that is due longest and that no other instance has in hand; empty if there is none. Holds its row. */
    Mono<Course> claimDue(Instant now) {

        return database.sql("""
              select user_id, type, newest_judged_at, risen, due_at
                from alert_courses
               where due_at <= :now
            order by due_at
               limit 1
                 for update skip locked
            """)
                .bind("now", now)
                .map(Courses::toHeld)
                .one()
                .flatMap(held -> withEpisodes(held.userId(), List.of(held)).single());
    }

    /** @param dueAt when somebody must look again; null exactly if no episode is open */
    Mono<Void> save(Course course, @Nullable Instant dueAt) {

        return database.sql("""
            update alert_courses
               set newest_judged_at = :newest, risen = :risen, due_at = :due
             where user_id = :user and type = :type
            """)
                .bind("user", course.userId())
                .bind("type", course.type().name())
                .bind("newest", orNull(course.newestJudgedAt()))
                .bind("risen", (short) Math.min(course.risen(), Short.MAX_VALUE))
                .bind("due", orNull(dueAt))
                .then();
    }

    private Flux<Course> withEpisodes(UUID userId, List<Held> held) {

        var wanted = held.stream().filter(Held::hasEpisode).map(Held::type).toList();
        var open = wanted.isEmpty()
                ? Mono.just(List.<Episode>of())
                : alerts.open(userId, wanted).collectList();

        return open.flatMapIterable(
                episodes -> held.stream().map(it -> it.with(episodes)).toList());
    }

    private static Held toHeld(Readable row) {
        return new Held(
                column(row, "user_id", UUID.class),
                AlertType.valueOf(column(row, "type", String.class)),
                optional(row, "newest_judged_at", Instant.class),
                column(row, "risen", Short.class),
                optional(row, "due_at", Instant.class) != null);
    }

    private static Object orNull(@Nullable Instant time) {
        return time == null ? Parameters.in(Instant.class) : time;
    }
}
