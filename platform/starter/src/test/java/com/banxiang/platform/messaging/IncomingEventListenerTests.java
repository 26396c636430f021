package com.banxiang.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.messaging.support.MessageBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class IncomingEventListenerTests {

    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Work that never ends. */
    private final class Endless implements EventListener<SampleHappened> {

        @Override
        public String topic() {
            return SampleHappened.TOPIC;
        }

        @Override
        public Class<SampleHappened> type() {
            return SampleHappened.class;
        }

        @Override
        public Mono<Void> handle(Delivery<SampleHappened> delivery) {
            return Mono.<Void>never().doOnCancel(() -> cancelled.set(true));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void takesItsOwnImpatienceForTroubleOfOurs() {

        var meters = new SimpleMeterRegistry();
        var listeners = new Listeners(
                List.of(new Endless()), JsonMapper.shared(), new Inbox(null, null, null), _ -> Mono.just(true), meters);
        var impatient = new IncomingEventListener(listeners, Duration.ofMillis(100), meters);
        var event = MessageBuilder.withPayload("{}".getBytes())
                .setHeader("ce_id", "0192f0c1-0000-7000-8000-000000000000")
                .setHeader("ce_type", "com.banxiang.sample-happened.v1")
                .setHeader("ce_source", "/elsewhere")
                .setHeader("ce_time", "2026-11-20T08:00:00Z")
                .build();

        var failure = catchThrowableOfType(EventFailed.class, () -> impatient.receive(event));

        assertThat(failure.isOurs()).isTrue();
        assertThat(cancelled)
                .as("the work, and with it its transaction, is given up")
                .isTrue();
    }
}
