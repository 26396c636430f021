package com.banxiang.child.bond;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.Neighbours;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether an alert can reach a child, as notification-service counts its WeChat consents. */
@Component
@EnableConfigurationProperties(ReachabilitySettings.class)
final class Reachability {

    private static final Logger log = LoggerFactory.getLogger(Reachability.class);

    private record Reach(boolean reachable, @Nullable Integer wechatRemaining) {

        /** Consents never counted are tried, so they count as some. */
        boolean byWeChat() {
            return wechatRemaining == null || wechatRemaining > 0;
        }
    }

    private final Neighbour notifications;

    Reachability(Neighbours neighbours, ReachabilitySettings settings) {
        this.notifications = neighbours.to("notification-service").within(settings.patience());
    }

    /** Empty while notification-service does not answer: the screen then leaves it out. */
    Mono<Predicate<Bond>> of(UUID child) {

        return notifications
                .get(Reach.class, "/internal/reachability/child/{id}", child)
                .<Predicate<Bond>>map(reach -> bond -> reach.byWeChat() || bond.alertPhone() != null)
                .onErrorResume(away -> {
                    log.warn("reachability is left out: {}", away.toString());
                    return Mono.empty();
                });
    }
}
