package com.banxiang.health.webhook;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes messages whose time is over, in batches; several instances may do it at once. */
@Component
final class ForgetMessages {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int MOST_BATCHES = 100;

    private final WebhookMessages messages;
    private final WebhookSettings settings;
    private final Clock clock;

    ForgetMessages(WebhookMessages messages, WebhookSettings settings, Clock clock, TimedWork timedWork) {
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
        timedWork.every("forget-messages", EVERY, this::handle);
    }

    Mono<Void> handle() {
        return Mono.defer(() -> messages.forgetBefore(clock.instant().minus(settings.keptFor())))
                .repeat(MOST_BATCHES)
                .takeUntil(forgotten -> forgotten < WebhookMessages.BATCH)
                .then()
                .checkpoint("forget messages");
    }
}
