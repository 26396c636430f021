package com.banxiang.fleet.servers;

import com.banxiang.fleet.application.ClassPath;
import com.banxiang.fleet.process.JavaCommand;
import com.banxiang.fleet.process.Launch;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A broker that is its own controller, set up to start fast and to come back fast after {@code kill -9}. */
final class KafkaServer implements Server {

    private static final String NAME = "kafka";
    /** Sixteen bytes: banxiang-local-1. */
    private static final String CLUSTER = "YmFueGlhbmctbG9jYWwtMQ";

    private static final List<String> QUIET = List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");

    /**
     * A killed broker waits until its old registration has expired, hence the short session. Two partitions are enough to
     * find out who relies on there being one.
     */
    private static final String PROPERTIES = """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        inter.broker.listener.name=PLAINTEXT
        log.dirs=%3$s
        auto.create.topics.enable=true
        num.partitions=2
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        num.network.threads=1
        num.io.threads=2
        log.cleaner.dedupe.buffer.size=8388608
        broker.session.timeout.ms=2500
        broker.heartbeat.interval.ms=500
        """;

    private final Home home;
    private final int port;
    private final int controllerPort;
    private final int heap;
    private final ClassPath classPath;

    private List<String> command = List.of();

    KafkaServer(Home home, int port, int controllerPort, int heap, ClassPath classPath) {
        this.home = home;
        this.port = port;
        this.controllerPort = controllerPort;
        this.heap = heap;
        this.classPath = classPath;
    }

    @Override
    public void prepare(Consumer<String> progress) throws IOException, InterruptedException {

        Home.write(configuration(), PROPERTIES.formatted(port, controllerPort, data()));
        if (!Files.exists(data().resolve("meta.properties"))) {
            progress.accept("formatting its data folder");
            format();
        }
        command = classPath.server(
                new ClassPath.Start(NAME, NAME, flags(), arguments(), "tcp://127.0.0.1:" + port),
                "kafka.Kafka",
                progress);
    }

    @Override
    public List<String> command() {
        return command;
    }

    @Override
    public void complete() throws IOException {
        new Topics(home).make(port);
    }

    private void format() throws IOException, InterruptedException {

        var tool = "kafka-format";
        var arguments = List.of("format", "-t", CLUSTER, "-c", configuration().toString());
        var process = Launch.start(
                home,
                tool,
                JavaCommand.of(home, tool, flags(), classPath.ofServers(), "kafka.tools.StorageTool", arguments),
                Map.of());
        if (process.waitFor() != 0) {
            throw new Refusal("the broker's data folder couldn't be formatted: " + home.log(tool));
        }
    }

    private List<String> flags() {
        return Stream.concat(JavaCommand.modest(heap).stream(), QUIET.stream()).toList();
    }

    private List<String> arguments() {
        return List.of(configuration().toString());
    }

    private Path data() {
        return home.data().resolve(NAME);
    }

    private Path configuration() {
        return home.run().resolve("kafka.properties");
    }
}
