package com.banxiang.testkit.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;
import org.testcontainers.kafka.KafkaContainer;

/** The Kafka of this test run: one broker, topics of {@value #PARTITIONS} partitions. */
public final class KafkaServer {

    public static final int PARTITIONS = 2;

    private static final int CONTAINER_PORT = 9092;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final class Shared {
        static final KafkaServer SERVER = new KafkaServer();
    }

    private final Server server;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();

    private KafkaServer() {
        this.server = switch (Engine.current()) {
            case CONTAINERS ->
                new ContainerServer(
                        new KafkaContainer("apache/kafka:4.2.0")
                                .withEnv("KAFKA_NUM_PARTITIONS", String.valueOf(PARTITIONS)),
                        CONTAINER_PORT,
                        FreePort.find());
            case EMBEDDED -> new EmbeddedKafkaServer();
        };
        start();
    }

    /** The one of this JVM, started by whoever asks first and gone with the JVM. */
    public static KafkaServer shared() {
        return Shared.SERVER;
    }

    /** As {@code banxiang.kafka.brokers} wants it. */
    public String brokers() {
        return server.host() + ":" + server.port();
    }

    /** Makes the topic, unless it is there. */
    public void ensureTopic(String name) {

        if (!topics.add(name)) {
            return;
        }

        try (var admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic: " + name, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("topic: " + name, e);
        }
    }

    /** Takes the broker away; {@link #start} brings it back with all it had stored. */
    public synchronized void stop() {
        server.stop();
    }

    /** Returns once the broker answers. Harmless if it runs. */
    public synchronized void start() {

        server.start();
        try (var admin = admin()) {
            Awaitility.await("Kafka answers")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers()));
    }
}
