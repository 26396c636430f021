package com.banxiang.fleet.servers;

import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.zip.CRC32;
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

        var contracts = contracts();
        var sum = sum(contracts);
        if (Files.exists(done) && Files.readString(done).equals(sum)) {
            return;
        }

        var topics = topics(contracts);
        try (var admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port))) {
            var made = admin.createTopics(topics.entrySet().stream()
                    .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), REPLICAS))
                    .toList());
            for (var each : made.values().values()) {
                awaitMade(each);
            }
        }
        Home.write(done, sum);
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

    private List<Path> contracts() throws IOException {

        var folder = home.repository().resolve(CONTRACTS);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(CONTRACT)).sorted().toList();
        }
    }

    /** Of what they say, not of what it means: reading them is the slower half of a start that finds nothing to do. */
    private static String sum(List<Path> contracts) throws IOException {

        var sum = new CRC32();
        for (var contract : contracts) {
            sum.update(contract.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            sum.update(Files.readAllBytes(contract));
        }

        return "%08x".formatted(sum.getValue());
    }

    /** By name, with their partitions: one for each contract, and a dead-letter topic for each of its readers. */
    private static Map<String, Integer> topics(List<Path> contracts) throws IOException {

        var topics = new TreeMap<String, Integer>();
        for (var file : contracts) {
            var name = file.getFileName().toString();
            var topic = name.substring(0, name.length() - CONTRACT.length());
            topics.put(topic, PARTITIONS);
            for (var reader : JsonMapper.shared().readTree(file).path("x-consumers")) {
                topics.put("%s.%s-service.dlt".formatted(topic, reader.asString()), DEAD_LETTER_PARTITIONS);
            }
        }

        return topics;
    }
}
