package com.banxiang.health.consent;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks user-service, and remembers a yes for a minute, which is how long a withdrawal may take to be heard. A no is never
 * remembered: whoever has just agreed must not be refused.
 * <p>
 * While user-service is away a yes counts until its minute is over; then nothing is stored, because keeping what nobody
 * agreed to can't be undone. The device sends again, the app says "try later".
 */
@Component
@EnableConfigurationProperties(ConsentSettings.class)
final class UserServiceHealthConsent implements HealthConsent {

    private static final int MOST_COPIES = 100_000;

    /** This service's reading of the sharing. */
    record Sharing(boolean healthConsent) {}

    private final Neighbour users;

    /** Answers on their way are kept too, so that those who come at once ask once. */
    private final Cache<UUID, Mono<Boolean>> copies;

    @Autowired
    UserServiceHealthConsent(Neighbours neighbours, ConsentSettings settings) {
        this(neighbours, settings, Ticker.systemTicker());
    }

    UserServiceHealthConsent(Neighbours neighbours, ConsentSettings settings, Ticker ticker) {
        this.users = neighbours.to("user-service").within(settings.patience());
        this.copies = Caffeine.newBuilder()
                .maximumSize(MOST_COPIES)
                .expireAfterWrite(settings.copyLives())
                .ticker(ticker)
                .build();
    }

    @Override
    public Mono<Boolean> isGiven(UUID user) {
        return Mono.defer(() -> copies.get(user, this::remembered)).checkpoint("ask for the health consent");
    }

    private Mono<Boolean> remembered(UUID user) {
        return ask(user)
                .doOnNext(given -> {
                    if (!given) {
                        copies.invalidate(user);
                    }
                })
                .doOnError(_ -> copies.invalidate(user))
                .cache();
    }

    private Mono<Boolean> ask(UUID user) {
        return users.get(Sharing.class, "/internal/users/{id}/sharing", user)
                .map(Sharing::healthConsent)
                .switchIfEmpty(Mono.error(() -> new Unavailable("user-service: no sharing", null)))
                .onErrorResume(NeighbourRefused.class, UserServiceHealthConsent::refused);
    }

    /** Somebody user-service doesn't know has agreed to nothing. Any other refusal is a fault between the two of us. */
    private static Mono<Boolean> refused(NeighbourRefused refused) {
        return refused.status().isSameCodeAs(HttpStatus.NOT_FOUND)
                ? Mono.just(false)
                : Mono.error(new Unavailable("user-service: sharing", refused));
    }
}
