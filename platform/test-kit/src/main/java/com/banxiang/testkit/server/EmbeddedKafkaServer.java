package com.banxiang.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A broker and its controller inside this JVM, in one node, on files that survive a stop. */
final class EmbeddedKafkaServer implements Server {

    private static final int NODE = 1;

    private final int port = FreePort.find();
    private final Path folder;
    private final Map<String, String> settings;
    private @Nullable KafkaRaftServer running;

    EmbeddedKafkaServer() {

        try {
            this.folder = Files.createTempDirectory("banxiang-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LastWill.remove(folder);
        this.settings = settings(FreePort.find());
        format();
    }

    @Override
    public void start() {

        if (running == null) {
            var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
            running = server;
        }
    }

    @Override
    public void stop() {

        if (running != null) {
            running.shutdown();
            running = null;
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    private void format() {

        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's storage could not be formatted in " + folder, e);
        }
    }

    /** One small node; a broker that comes back takes its place at once and not after the default nine seconds. */
    private Map<String, String> settings(int controllerPort) {

        var all = new HashMap<String, String>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", String.valueOf(NODE));
        all.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        all.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("log.dirs", folder.toString());
        all.put("num.partitions", String.valueOf(KafkaServer.PARTITIONS));
        all.put("default.replication.factor", "1");
        all.put("offsets.topic.replication.factor", "1");
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("num.network.threads", "1");
        all.put("num.io.threads", "2");
        all.put("log.cleaner.dedupe.buffer.size", "8388608");
        all.put("broker.session.timeout.ms", "2500");
        all.put("broker.heartbeat.interval.ms", "500");
        return Map.copyOf(all);
    }
}
