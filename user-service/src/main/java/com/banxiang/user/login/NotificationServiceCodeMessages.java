package com.banxiang.user.login;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends codes through notification-service, which answers when the vendor has. */
@Component
final class NotificationServiceCodeMessages implements CodeMessages {

    private static final Duration VENDORS_MINUTE = Duration.ofSeconds(60);

    /** @param requestId the code's own id: asking again for the same code sends nothing twice */
    record Message(String phone, String template, Map<String, String> params, UUID requestId) {}

    record Receipt() {}

    private final Neighbour notifications;
    private final LoginSettings settings;

    NotificationServiceCodeMessages(Neighbours neighbours, LoginSettings settings) {
        this.notifications = neighbours.to("notification-service").within(settings.patience());
        this.settings = settings;
    }

    @Override
    public Mono<Delivery> send(UUID code, Purpose purpose, String phone, String digits) {

        var message = new Message(phone, settings.templateOf(purpose), Map.of("code", digits), code);

        return notifications
                .post(Receipt.class, message, "/internal/sms")
                .<Delivery>thenReturn(new Delivery.Accepted())
                .onErrorResume(NeighbourRefused.class, NotificationServiceCodeMessages::refusal);
    }

    private static Mono<Delivery> refusal(NeighbourRefused refused) {

        if (refused.status().isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            var wait = refused.retryAfter();
            return Mono.just(new Delivery.FlowControlled(wait == null ? VENDORS_MINUTE : wait));
        }

        return Mono.error(new Unavailable("notification-service: sms refused", refused));
    }
}
