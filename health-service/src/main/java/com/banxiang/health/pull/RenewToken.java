package com.banxiang.health.pull;

import com.banxiang.health.huawei.HuaweiCloud;
import com.banxiang.platform.web.Unavailable;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gets a new access token for whoever holds the lease: so it is renewed once, however many want it. */
@Component
final class RenewToken {

    private final HuaweiCloud cloud;
    private final Grants grants;
    private final PullSettings settings;
    private final Clock clock;

    RenewToken(HuaweiCloud cloud, Grants grants, PullSettings settings, Clock clock) {
        this.cloud = cloud;
        this.grants = grants;
        this.settings = settings;
        this.clock = clock;
    }

    /** The one there is, if it lasts a little longer. Never empty. */
    Mono<String> inTime(Grant grant) {
        return Mono.defer(() -> clock.instant().plus(settings.renewBefore()).isBefore(grant.accessUntil())
                ? Mono.just(grant.accessToken())
                : handle(grant));
    }

    /** A new one in any case. Never empty. */
    Mono<String> handle(Grant grant) {
        return cloud.refresh(grant.refreshToken())
                .filterWhen(it -> grants.renewed(
                        grant,
                        it,
                        it.refreshToken() == null ? grant.refreshToken() : it.refreshToken(),
                        clock.instant()))
                .map(HuaweiCloud.Granted::accessToken)
                .switchIfEmpty(Mono.error(() -> new Unavailable("lease of a device", null)))
                .checkpoint("renew a token");
    }
}
