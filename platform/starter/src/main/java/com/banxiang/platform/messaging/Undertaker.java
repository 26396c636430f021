package com.banxiang.platform.messaging;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Lays an event to rest before its offset is committed: first the row, then the record. Dying in between brings the event
 * back and repeats both; the row is then there already, and the record's readers know its id.
 */
final class Undertaker {

    private static final Duration KAFKA_WITHIN = Duration.ofSeconds(10);

    private final DeadLetters letters;
    private final IncomingEventListener waiting;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final KafkaAdmin admin;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    Undertaker(
            DeadLetters letters, IncomingEventListener waiting, KafkaTemplate<byte[], byte[]> kafka, KafkaAdmin admin) {
        this.letters = letters;
        this.waiting = waiting;
        this.kafka = kafka;
        this.admin = admin;
    }

    /** Returns when row and record are safe; fails if one of them isn't. */
    void lay(ConsumerRecord<byte[], byte[]> record, EventFailed failure) {

        waiting.await(letters.store(record, failure));
        makeTopic(letters.topicFor(record.topic()));
        try {
            kafka.send(letters.published(record, failure)).get(KAFKA_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("dead letter not published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("dead letter not published", e);
        }
    }

    /** Made when the first letter comes: most topics never need one. */
    private void makeTopic(String name) {

        if (!made.contains(name)) {
            admin.createOrModifyTopics(TopicBuilder.name(name).partitions(1).build());
            made.add(name);
        }
    }
}
