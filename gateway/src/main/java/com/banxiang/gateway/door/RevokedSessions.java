package com.banxiang.gateway.door;

import com.banxiang.platform.security.ServiceSettings;
import com.banxiang.platform.security.ServiceTokens;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The sessions that ended before their tokens did, as user-service tells them every few seconds.
 *
 * <p>While user-service is away, what was read last goes on being refused: it is forgotten only when the last token of
 * such a session has expired by itself.
 */
@Component
final class RevokedSessions {

    private static final Logger log = LoggerFactory.getLogger(RevokedSessions.class);

    private static final String OWNER = "user-service";

    /** The life of an access token, and a little for clocks that differ. */
    private static final Duration KEPT = Duration.ofMinutes(31);

    /** A row is seen only when its transaction ends, a little after the time it carries. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    /** Further than a page that told nothing new. */
    private static final Duration STEP = Duration.ofSeconds(1);

    /** With one page. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    record Answer(Revocations data) {}

    /** @param now up to when this tells: the time of its last one if there may be more */
    record Revocations(List<Revocation> items, Instant now) {

        /** Its owner reaches back further than it is asked to, so a full page may end before its own question. Null: that was all. */
        @Nullable
        Instant continuedFrom(Instant since) {
            var mayBeMore = !items.isEmpty() && items.getLast().at().equals(now);
            return !mayBeMore ? null : now.isAfter(since) ? now : since.plus(STEP);
        }
    }

    record Revocation(UUID sid, Instant at) {}

    private final WebClient client;
    private final ServiceTokens services;
    private final Clock clock;
    private final Cache<UUID, Boolean> ended =
            Caffeine.newBuilder().expireAfterWrite(KEPT).executor(Runnable::run).build();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile @Nullable Instant readAt;

    RevokedSessions(ServiceSettings settings, ServiceTokens services, Clock clock) {

        var owner = settings.neighbours().get(OWNER);
        if (owner == null) {
            throw new IllegalStateException(
                    "neighbour: no %s (expected: banxiang.neighbours.%s.url)".formatted(OWNER, OWNER));
        }

        this.client = WebClient.create(owner.url().toString());
        this.services = services;
        this.clock = clock;
    }

    boolean contains(UUID session) {
        return ended.getIfPresent(session) != null;
    }

    @Scheduled(fixedDelayString = "${banxiang.gateway.revocations-every:5s}")
    Mono<Void> read() {

        return Mono.defer(() -> read(since())).doOnError(this::tellOnce).onErrorComplete();
    }

    private Mono<Void> read(Instant since) {
        return ask(since)
                .timeout(PATIENCE)
                .map(Answer::data)
                .doOnNext(this::keep)
                .mapNotNull(it -> it.continuedFrom(since))
                .flatMap(this::read);
    }

    private Mono<Answer> ask(Instant since) {
        return client.get()
                .uri("/internal/sessions/revoked?since={since}", since)
                .header(HttpHeaders.AUTHORIZATION, services.authorizationFor(OWNER))
                .retrieve()
                .bodyToMono(Answer.class);
    }

    private Instant since() {
        var last = readAt;
        return last == null ? clock.instant().minus(KEPT) : last.minus(OVERLAP);
    }

    private void keep(Revocations answer) {

        answer.items().forEach(it -> ended.put(it.sid(), true));
        readAt = answer.now();

        if (away.getAndSet(false)) {
            log.info("revoked sessions are read again");
        }
    }

    private void tellOnce(Throwable failure) {
        if (!away.getAndSet(true)) {
            log.warn("revoked sessions can't be read, the last copy stands: {}", failure.toString());
        }
    }
}
