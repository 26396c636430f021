package com.banxiang.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Decides what happens to an event that failed: it waits, or it becomes a dead letter.
 *
 * <p>While our own infrastructure is in trouble it waits without limit, anything else for a few attempts. Waiting means
 * that its partition pauses, so nothing overtakes it there; the other partitions go on, and the consumer keeps polling,
 * so no pause is ever long enough for the broker to take it for dead.
 */
final class PatientErrorHandler implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PatientErrorHandler.class);

    /** How often the record at the head of a partition failed; forgotten at a restart, which only adds attempts. */
    private record Attempts(long offset, int troubled, int rejected) {

        Attempts plus(EventFailed failure) {
            return failure.isOurs()
                    ? new Attempts(offset, troubled + 1, rejected)
                    : new Attempts(offset, 0, rejected + 1);
        }
    }

    private final MessagingSettings settings;
    private final Undertaker undertaker;
    private final ScheduledExecutorService clock;
    private final MeterRegistry meters;
    private final Map<TopicPartition, Attempts> attempts = new ConcurrentHashMap<>();

    PatientErrorHandler(
            MessagingSettings settings, Undertaker undertaker, ScheduledExecutorService clock, MeterRegistry meters) {
        this.settings = settings;
        this.undertaker = undertaker;
        this.clock = clock;
        this.meters = meters;
    }

    /** The container hands over what it has not processed yet, and polls again. */
    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public void handleRemaining(
            Exception thrown,
            List<ConsumerRecord<?, ?>> remaining,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {

        var failed = bytes(remaining.getFirst());
        var failure = failureIn(thrown, failed);
        var partition = new TopicPartition(failed.topic(), failed.partition());
        var pause = pauseAfter(failure, failed, partition);

        returnTo(remaining, consumer);
        if (pause.isZero()) {
            attempts.remove(partition);
            consumer.seek(partition, failed.offset() + 1);
            return;
        }

        container.pausePartition(partition);
        clock.schedule(() -> container.resumePartition(partition), pause.toMillis(), TimeUnit.MILLISECONDS);
        // Only an exception keeps the container from taking the record for done.
        throw new KafkaException("waits: " + failure.getMessage(), KafkaException.Level.DEBUG, failure);
    }

    /** How long to wait before the next attempt; zero if there is none because the event was laid to rest. */
    private Duration pauseAfter(EventFailed failure, ConsumerRecord<byte[], byte[]> failed, TopicPartition partition) {

        var soFar = attempts.compute(partition, (_, known) -> {
            var before =
                    known != null && known.offset() == failed.offset() ? known : new Attempts(failed.offset(), 0, 0);
            return before.plus(failure);
        });

        if (failure.isOurs()) {
            tell(LOG.atWarn(), "event waits, attempt " + soFar.troubled(), failure);
            count(MessagingMeter.WAITING, partition);
            return settings.pauseAfter(soFar.troubled());
        }

        if (soFar.rejected() < settings.attempts()) {
            tell(LOG.atWarn(), "event failed, attempt " + soFar.rejected(), failure);
            return settings.pauseAfter(soFar.rejected());
        }

        try {
            undertaker.lay(failed, failure);
        } catch (RuntimeException notKept) {
            LOG.warn(
                    "dead letter not kept yet: {} {}",
                    partition,
                    notKept.getClass().getName());
            return settings.longestPause();
        }
        tell(LOG.atError(), "dead letter: %s at %d".formatted(partition, failed.offset()), failure);
        count(MessagingMeter.DEAD, partition);
        return Duration.ZERO;
    }

    /** The first unprocessed record of each partition comes again at the next poll. */
    private static void returnTo(List<ConsumerRecord<?, ?>> remaining, Consumer<?, ?> consumer) {

        var first = new HashMap<TopicPartition, Long>();
        remaining.forEach(it -> first.putIfAbsent(new TopicPartition(it.topic(), it.partition()), it.offset()));
        first.forEach(consumer::seek);
    }

    private static EventFailed failureIn(Exception thrown, ConsumerRecord<byte[], byte[]> record) {

        Throwable cause = thrown;
        while (cause != null) {
            if (cause instanceof EventFailed known) {
                return known;
            }
            cause = cause.getCause();
        }
        return new EventFailed(IncomingEvent.of(record), thrown);
    }

    @SuppressWarnings("unchecked") // the binding reads bytes and nothing else
    private static ConsumerRecord<byte[], byte[]> bytes(ConsumerRecord<?, ?> record) {
        return (ConsumerRecord<byte[], byte[]>) record;
    }

    private static void tell(LoggingEventBuilder log, String what, EventFailed failure) {
        log.setCause(failure).addKeyValue("requestId", failure.requestId()).log(what);
    }

    private void count(MessagingMeter meter, TopicPartition partition) {
        meters.counter(meter.getName(), MessagingMeter.Tag.TOPIC.asString(), partition.topic())
                .increment();
    }
}
