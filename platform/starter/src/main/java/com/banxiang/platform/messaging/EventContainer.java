package com.banxiang.platform.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/** Takes retries and dead letters out of the binder's hands, whose own would give up after seconds. */
final class EventContainer implements ListenerContainerWithDlqAndRetryCustomizer {

    /** A partition that paused goes on at the next poll, so polls must not last. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private static final String LAG_OF_A_CONSUMER = "records-lag-max";

    private final PatientErrorHandler errors;
    private final MeterRegistry meters;

    EventContainer(PatientErrorHandler errors, MeterRegistry meters) {
        this.errors = errors;
        this.meters = meters;
    }

    @Override
    public boolean retryAndDlqInBinding(String destination, String group) {
        return false;
    }

    @Override
    public void configure(
            AbstractMessageListenerContainer<?, ?> container,
            String destination,
            String group,
            @Nullable BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> dlqDestinationResolver,
            @Nullable BackOff backOff) {

        container.setCommonErrorHandler(errors);
        container.getContainerProperties().setPollTimeout(LONGEST_POLL.toMillis());
        Gauge.builder(MessagingMeter.LAG.getName(), container, EventContainer::lag)
                .register(meters);
    }

    private static double lag(AbstractMessageListenerContainer<?, ?> container) {

        return container.metrics().values().stream()
                .flatMap(ofOneConsumer -> ofOneConsumer.entrySet().stream())
                .filter(metric -> metric.getKey().name().equals(LAG_OF_A_CONSUMER))
                .mapToDouble(metric -> metric.getValue().metricValue() instanceof Double lag && !lag.isNaN() ? lag : 0)
                .max()
                .orElse(0);
    }
}
