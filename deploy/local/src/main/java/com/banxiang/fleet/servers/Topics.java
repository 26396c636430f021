package com.banxiang.fleet.servers;

import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The topics, one for each event that has a contract: services neither make topics nor decide how many partitions they have.
 */
final class Topics {

    private static final String CONTRACTS = "docs/contracts/events";
    private static final String CONTRACT = ".schema.json";
    private static final int PARTITIONS = 2;
    private static final int DEAD_LETTER_PARTITIONS = 1;
    private static final short REPLICAS = 1;

    private final Home home;
    private final Path done;

    Topics(Home home) {
        this.home = home;
        this.done = home.data().resolve("kafka.topics");
    }

    /** Makes those that are missing; asks the broker nothing when the contracts are the same as the last time. */
    void make(int port) throws IOException {

        var topics = topics();
        var list = topics.toString();
        if (Files.exists(done) && Files.readString(done).equals(list)) {
            return;
        }

        try (var admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port))) {
            var made = admin.createTopics(topics.entrySet().stream()
                    .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), REPLICAS))
                    .toList());
            for (var each : made.values().values()) {
                awaitMade(each);
            }
        }
        Home.write(done, list);
    }

    private static void awaitMade(KafkaFuture<Void> topic) throws IOException {
        try {
            topic.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("the topics: " + e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the topics were made", e);
        }
    }

    /** By name, with their partitions: one for each contract, and a dead-letter topic for each of its readers. */
    private Map<String, Integer> topics() throws IOException {

        var contracts = home.repository().resolve(CONTRACTS);
        if (!Files.isDirectory(contracts)) {
            return Map.of();
        }

        var topics = new TreeMap<String, Integer>();
        try (var files = Files.list(contracts)) {
            for (var file : files.filter(it -> it.toString().endsWith(CONTRACT)).toList()) {
                var name = file.getFileName().toString();
                var topic = name.substring(0, name.length() - CONTRACT.length());
                topics.put(topic, PARTITIONS);
                for (var reader : JsonMapper.shared().readTree(file).path("x-consumers")) {
                    topics.put("%s.%s-service.dlt".formatted(topic, reader.asString()), DEAD_LETTER_PARTITIONS);
                }
            }
        }

        return topics;
    }
}
