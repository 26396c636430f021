package com.banxiang.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.testkit.server.KafkaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a topic received since this JVM began. Tests share topics, so each asks by the key of its own aggregate.
 */
public final class RecordedEvents {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Map<String, RecordedEvents> ALL = new ConcurrentHashMap<>();

    /** A record as it lay in the topic. */
    public record Received(String topic, String key, String value, Map<String, String> headers) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(value);
        }

        public String header(String name) {
            var value = headers.get(name);
            if (value == null) {
                throw new AssertionError("%s: no header %s (there are: %s)".formatted(topic, name, headers.keySet()));
            }
            return value;
        }

        public UUID id() {
            return UUID.fromString(header("ce_id"));
        }

        public String type() {
            return header("ce_type");
        }
    }

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<Received> received = new ArrayList<>();

    private RecordedEvents(String topic) {

        KafkaServer.shared().ensureTopic(topic);
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KafkaServer.shared().brokers(), "metadata.max.age.ms", 1000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public static RecordedEvents of(String topic) {
        return ALL.computeIfAbsent(topic, RecordedEvents::new);
    }

    /** Waits for the one event of this key; more than one is a failure. */
    public Received await(String key) {
        return await(1, key).getFirst();
    }

    /** Waits for this many events of the key, in the order of the topic; more of them is a failure. */
    public List<Received> await(int count, String key) {

        var found = await(count, it -> key.equals(it.key()), "of key " + key);
        if (found.size() > count) {
            throw new AssertionError(
                    "%s: %d events of key %s (expected: %d)".formatted(topic, found.size(), key, count));
        }
        return found;
    }

    /** Waits for at least this many events which the predicate likes. */
    public synchronized List<Received> await(int count, Predicate<Received> likes, String described) {

        var end = Instant.now().plus(PATIENCE);
        while (true) {
            var found = received.stream().filter(likes).toList();
            if (found.size() >= count) {
                return found;
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("%s: %d events %s within %s (expected: %d)"
                        .formatted(topic, found.size(), described, PATIENCE, count));
            }
            poll();
        }
    }

    /** Everything of this key that is in the topic now; does not wait for what may come. */
    public List<Received> soFar(String key) {
        return soFar(it -> key.equals(it.key()));
    }

    public synchronized List<Received> soFar(Predicate<Received> likes) {

        var ends = new HashMap<>(consumer.endOffsets(partitions));
        while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
            poll();
        }
        return received.stream().filter(likes).toList();
    }

    private void poll() {
        consumer.poll(POLL).forEach(it -> received.add(toReceived(it)));
    }

    private static Received toReceived(ConsumerRecord<String, byte[]> it) {

        var headers = new HashMap<String, String>();
        it.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new Received(
                it.topic(),
                it.key() == null ? "" : it.key(),
                it.value() == null ? "" : new String(it.value(), UTF_8),
                Map.copyOf(headers));
    }
}
