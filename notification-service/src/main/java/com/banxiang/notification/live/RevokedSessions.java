package com.banxiang.notification.live;

import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The sessions that ended before their tokens did, read from user-service every few seconds; their WebSockets are closed.
 * While user-service is away the last copy stands.
 */
@Component
final class RevokedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(RevokedSessions.class);

    /** As long as a token lives: after that it is refused as expired. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    /** What was committed late, or dated by another clock, is read again rather than missed. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /** Further than a page that told nothing new. */
    private static final Duration STEP = Duration.ofSeconds(1);

    record RevokedSession(UUID sid, Instant at) {}

    /** @param now up to when this tells: the time of its last one if there may be more */
    record Revocations(List<RevokedSession> items, Instant now) {

        /** Its owner reaches back further than it is asked to, so a full page may end before its own question. Null: that was all. */
        @Nullable
        Instant continuedFrom(Instant since) {
            var mayBeMore = !items.isEmpty() && items.getLast().at().equals(now);
            return !mayBeMore ? null : now.isAfter(since) ? now : since.plus(STEP);
        }
    }

    private final Neighbours neighbours;
    private final Connections connections;
    private final Clock clock;
    private final Map<UUID, Instant> revoked = new ConcurrentHashMap<>();
    private volatile Instant since;

    RevokedSessions(
            Neighbours neighbours, Connections connections, LiveSettings settings, TimedWork work, Clock clock) {
        this.neighbours = neighbours;
        this.connections = connections;
        this.clock = clock;
        this.since = clock.instant().minus(KEPT);
        work.every("read revoked sessions", settings.revocations(), this::read);
    }

    boolean contains(UUID session) {
        return revoked.containsKey(session);
    }

    private Mono<Void> read() {
        return read(since).onErrorResume(RevokedSessions::isTrouble, away -> {
            LOG.warn("revoked sessions not read: {}", away.getClass().getSimpleName());
            return Mono.empty();
        });
    }

    private Mono<Void> read(Instant from) {
        return neighbours
                .to("user-service")
                .get(Revocations.class, "/internal/sessions/revoked?since={since}", from)
                .doOnNext(this::keep)
                .mapNotNull(answer -> answer.continuedFrom(from))
                .flatMap(this::read);
    }

    private void keep(Revocations answer) {

        answer.items().stream()
                .filter(it -> revoked.put(it.sid(), it.at()) == null)
                .forEach(it -> connections.closeSession(it.sid()));

        var oldest = clock.instant().minus(KEPT).minus(OVERLAP);
        revoked.values().removeIf(it -> it.isBefore(oldest));
        since = answer.now().minus(OVERLAP);
    }

    private static boolean isTrouble(Throwable failure) {
        return failure instanceof Unavailable || failure instanceof NeighbourRefused;
    }
}
