package com.banxiang.health.webhook;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes messages and raw readings whose time is over, in batches; several instances may do it at once. */
@Component
final class ForgetMessages {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int MOST_BATCHES = 100;

    private final WebhookMessages messages;
    private final RawPayloads rawPayloads;
    private final WebhookSettings settings;
    private final Clock clock;

    ForgetMessages(
            WebhookMessages messages,
            RawPayloads rawPayloads,
            WebhookSettings settings,
            Clock clock,
            TimedWork timedWork) {
        this.messages = messages;
        this.rawPayloads = rawPayloads;
        this.settings = settings;
        this.clock = clock;
        timedWork.every("forget-messages", EVERY, this::handle);
    }

    Mono<Void> handle() {

        var now = clock.instant();
        return all(messages::forgetBefore, now.minus(settings.keptFor()))
                .then(all(rawPayloads::forgetBefore, now.minus(settings.rawKeptFor())))
                .checkpoint("forget messages");
    }

    private static Mono<Void> all(Function<Instant, Mono<Long>> forget, Instant before) {
        return Mono.defer(() -> forget.apply(before))
                .repeat(MOST_BATCHES)
                .takeUntil(forgotten -> forgotten < WebhookMessages.BATCH)
                .then();
    }
}
