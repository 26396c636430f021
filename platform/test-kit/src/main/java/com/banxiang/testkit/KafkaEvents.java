package com.banxiang.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.testkit.server.KafkaServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes as another service of the fleet would, with the headers of a CloudEvent. Returns once Kafka has it. */
public final class KafkaEvents {

    private static final class Shared {
        static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
                Map.of("bootstrap.servers", KafkaServer.shared().brokers(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Version 1 of what the topic is for, under a new id, which it answers: publish again with it to deliver twice. */
    public static UUID publish(String topic, String key, String source, String json) {
        var id = UUID.randomUUID();
        publish(topic, key, typeOf(topic), id, source, json);
        return id;
    }

    public static void publish(String topic, String key, String ceType, UUID ceId, String source, String json) {
        publish(
                topic,
                key,
                json.getBytes(UTF_8),
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        ceId.toString(),
                        "ce_type",
                        ceType,
                        "ce_source",
                        source,
                        "ce_time",
                        Instant.now().toString(),
                        "ce_subject",
                        key,
                        "content-type",
                        "application/json",
                        "traceparent",
                        "00-%s-%s-01"
                                .formatted(hex(ceId), hex(UUID.randomUUID()).substring(16)),
                        "x-request-id",
                        "req_" + hex(ceId).substring(0, 12)));
    }

    /** Anything at all, such as what no service would publish. */
    public static void publish(String topic, String key, byte[] value, Map<String, String> headers) {

        KafkaServer.shared().ensureTopic(topic);
        List<Header> all = headers.entrySet().stream()
                .<Header>map(it -> new RecordHeader(it.getKey(), it.getValue().getBytes(UTF_8)))
                .toList();
        try {
            Shared.PRODUCER
                    .send(new ProducerRecord<>(topic, null, key, value, all))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take an event for " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing to " + topic, e);
        }
    }

    public static String typeOf(String topic) {
        return "com.banxiang.%s.v1".formatted(topic);
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    private KafkaEvents() {}
}
