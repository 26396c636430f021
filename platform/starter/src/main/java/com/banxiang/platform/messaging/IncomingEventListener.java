package com.banxiang.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;

/**
 * Where Kafka's imperative world meets the reactive one. The thread belongs to the binder; waiting on it, with a limit, is
 * how the error handler learns the outcome. Nothing else in the starter or a service waits for an event's work.
 */
final class IncomingEventListener {

    private static final String DONE = "done";
    private static final String FAILED = "failed";

    private final Listeners listeners;
    private final Duration patience;
    private final MeterRegistry meters;

    IncomingEventListener(Listeners listeners, Duration patience, MeterRegistry meters) {
        this.listeners = listeners;
        this.patience = patience;
        this.meters = meters;
    }

    /** Fails with {@link EventFailed} and nothing else. */
    void receive(Message<?> message) {

        var event = IncomingEvent.of(message);
        var started = Timer.start(meters);
        try {
            await(Mono.defer(() -> listeners.hand(event)));
            started.stop(timer(event, DONE));
        } catch (Throwable failure) {
            started.stop(timer(event, FAILED));
            throw new EventFailed(event, failure);
        }
    }

    /** When the wait runs out the work is cancelled, and its transaction rolls back. */
    void await(Mono<Void> work) {
        work.timeout(patience).block();
    }

    private Timer timer(IncomingEvent event, String outcome) {
        return meters.timer(
                MessagingMeter.HANDLED.getName(),
                MessagingMeter.Tag.TOPIC.asString(),
                event.topic(),
                MessagingMeter.Tag.OUTCOME.asString(),
                outcome);
    }
}
