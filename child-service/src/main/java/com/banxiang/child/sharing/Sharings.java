package com.banxiang.child.sharing;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What elders share, as user-service keeps it; a copy is believed for a few seconds. */
@Component
@EnableConfigurationProperties(SharingSettings.class)
public final class Sharings {

    private static final int COPIES = 10_000;

    private record Sharing(boolean health, boolean activities, boolean location, boolean pay) {

        Set<Scope> scopes() {

            var scopes = EnumSet.noneOf(Scope.class);
            if (health) {
                scopes.add(Scope.HEALTH);
            }
            if (activities) {
                scopes.add(Scope.ACTIVITIES);
            }
            if (location) {
                scopes.add(Scope.LOCATION);
            }
            if (pay) {
                scopes.add(Scope.PAY);
            }
            return Collections.unmodifiableSet(scopes);
        }
    }

    private final Neighbour users;
    private final Cache<UUID, Set<Scope>> copies;

    Sharings(Neighbours neighbours, SharingSettings settings, Clock clock) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.users = neighbours.to("user-service").within(settings.patience());
        this.copies = Caffeine.newBuilder()
                .maximumSize(COPIES)
                .expireAfterWrite(settings.believedFor())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Never empty. Fails with {@link Unavailable} if user-service does not answer and no copy is fresh enough. */
    public Mono<Set<Scope>> of(UUID parent) {

        return Mono.defer(() -> {
            var copy = copies.getIfPresent(parent);
            return copy != null
                    ? Mono.just(copy)
                    : users.get(Sharing.class, "/internal/users/{id}/sharing", parent)
                            .map(Sharing::scopes)
                            .switchIfEmpty(Mono.error(() -> new Unavailable("user-service: no sharing", null)))
                            .onErrorResume(NeighbourRefused.class, Sharings::ofNobody)
                            .onErrorMap(TimedOut.class, it -> new Unavailable("user-service: no sharing in time", it))
                            .doOnNext(it -> copies.put(parent, it));
        });
    }

    /** Who is not there any more shares nothing. */
    private static Mono<Set<Scope>> ofNobody(NeighbourRefused refused) {
        return refused.status().isSameCodeAs(HttpStatus.NOT_FOUND) ? Mono.just(Set.of()) : Mono.error(refused);
    }
}
