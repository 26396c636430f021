package com.banxiang.health.pull;

import com.banxiang.health.huawei.HuaweiCloud;
import com.banxiang.health.huawei.HuaweiCloud.TokenRefused;
import com.banxiang.platform.web.Unavailable;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Calls a cloud with what its tokens open, for whoever holds the lease: so a token is renewed once, however many want it.
 * Tokens die before their time, too: then once more with a new one.
 */
@Component
final class UseTokens {

    private final HuaweiCloud cloud;
    private final PullSettings settings;
    private final Clock clock;

    UseTokens(HuaweiCloud cloud, PullSettings settings, Clock clock) {
        this.cloud = cloud;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param keep stores renewed ones, and says whether the lease was still the holder's
     * @param call with an access token
     */
    Mono<Void> handle(Tokens tokens, Function<Tokens, Mono<Boolean>> keep, Function<String, Mono<Void>> call) {
        return Mono.defer(() -> lasts(tokens)
                        ? call.apply(tokens.access())
                                .onErrorResume(TokenRefused.class, _ -> withNew(tokens, keep, call))
                        : withNew(tokens, keep, call))
                .checkpoint("use tokens");
    }

    private boolean lasts(Tokens tokens) {
        return clock.instant().plus(settings.renewBefore()).isBefore(tokens.accessUntil());
    }

    private Mono<Void> withNew(Tokens tokens, Function<Tokens, Mono<Boolean>> keep, Function<String, Mono<Void>> call) {
        return cloud.refresh(tokens.refresh())
                .map(granted -> tokens.renewed(granted, clock.instant()))
                .filterWhen(keep)
                .switchIfEmpty(Mono.error(() -> new Unavailable("lease of a device", null)))
                .flatMap(renewed -> call.apply(renewed.access()));
    }
}
