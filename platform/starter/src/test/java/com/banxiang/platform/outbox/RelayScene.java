package com.banxiang.platform.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.RecordedEvents.Received;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.server.KafkaServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * An outbox, a Kafka that can be told to refuse, and relays as other processes would run them. The application's own is
 * off.
 */
@ServiceTest(properties = {"spring.application.name=relay-sample", "banxiang.messaging.enabled=false"})
abstract class RelayScene {

    static final Duration QUICK = Duration.ofMillis(50);
    static final Duration NEVER = Duration.ofHours(1);

    static final String CUT_OFF_THE_LEADER = """
        select pg_terminate_backend(pid) from pg_locks
         where locktype = 'advisory' and granted and pid <> pg_backend_pid()
        """;

    /** Longer than any send may take here: only Kafka itself ends it, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int ONE_BATCH = 100;

    static final RelaySettings USUAL =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("banxiang.outbox", RelaySettings.class);

    final UUID sample = UUID.randomUUID();
    final WakeUp wakeUp = new WakeUp();
    final UnreliableKafka kafka = new UnreliableKafka(KafkaServer.shared().brokers());

    private final List<Relay> started = new ArrayList<>();
    private final List<UnreliableKafka> connected = new ArrayList<>(List.of(kafka));

    @Autowired
    Outbox outbox;

    /** Gives up a send after seconds, as in production. */
    @Autowired
    KafkaTemplate<byte[], byte[]> impatientKafka;

    @Autowired
    ConnectionFactory pool;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    /** The server frees a lock a little after its connection was closed, and who comes too early asks only a poll later. */
    @BeforeEach
    void emptyOutboxAndFreeLock() {
        database.sql("delete from outbox_messages").then().block();
        await("nobody leads")
                .atMost(60, SECONDS)
                .until(() -> database.sql(
                                "select pg_try_advisory_xact_lock(hashtextextended('outbox of ' || current_schema(),"
                                        + " 0))")
                        .mapValue(Boolean.class)
                        .one()
                        .block());
    }

    @AfterEach
    void stopRelays() {
        started.forEach(Relay::stop);
        connected.forEach(UnreliableKafka::destroy);
    }

    /** For another process, whose attempts are its own. */
    UnreliableKafka anotherKafka() {
        var another = new UnreliableKafka(KafkaServer.shared().brokers());
        connected.add(another);
        return another;
    }

    Relay start(KafkaTemplate<byte[], byte[]> template, Duration poll) {
        return start(template, poll, ONE_BATCH);
    }

    Relay start(KafkaTemplate<byte[], byte[]> template, Duration poll, int batch) {
        return start(template, poll, batch, new SimpleMeterRegistry());
    }

    Relay start(KafkaTemplate<byte[], byte[]> template, Duration poll, MeterRegistry meters) {
        return start(template, poll, ONE_BATCH, meters);
    }

    private Relay start(KafkaTemplate<byte[], byte[]> template, Duration poll, int batch, MeterRegistry meters) {

        var settings = new RelaySettings(poll, batch, USUAL.sendWithin(), Duration.ofMillis(200), USUAL.keepFor());
        var session =
                new RelaySession(ConnectionFactoryBuilder.derivedFrom(pool).build());
        var shipment = new Shipment(template, "relay-sample", PATIENCE);
        var relay = new Relay(session, shipment, wakeUp, settings, meters, Clock.systemUTC());
        relay.start();
        started.add(relay);
        return relay;
    }

    void append(int... versions) {
        for (var version : versions) {
            append(SampleChanged.TOPIC, sample, version);
        }
    }

    void append(Topic<SampleChanged> topic, UUID of, int version) {
        outbox.append(topic, SampleChanged.of(of, version))
                .as(transaction::transactional)
                .block();
    }

    List<Received> received(int count) {
        return RecordedEvents.of("sample-changed").await(count, sample.toString());
    }

    static List<Integer> versions(List<Received> events) {
        return events.stream().map(it -> it.json().get("version").asInt()).toList();
    }

    void awaitUnsent(long many) {
        await(many + " unsent").atMost(60, SECONDS).until(() -> unsent() == many);
    }

    long unsent() {
        return count("sent_at is null");
    }

    long count(String condition) {
        return database.sql("select count(*) from outbox_messages where " + condition)
                .mapValue(Long.class)
                .one()
                .block();
    }

    /** It has sent version 1, and does nothing more until it is woken. */
    void awaitIdle(Relay relay) {

        awaitLeading(relay);
        append(1);
        wakeUp.wake();
        awaitUnsent(0);
        await("idle").atMost(60, SECONDS).until(() -> !wakeUp.isGiven() && wakeUp.isAwaited());
    }

    static void awaitLeading(Relay relay) {
        await("leading").atMost(60, SECONDS).until(relay::isLeading);
    }
}
