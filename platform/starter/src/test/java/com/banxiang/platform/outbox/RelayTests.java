package com.banxiang.platform.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.web.RequestContext;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.RecordedEvents.Received;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.server.KafkaServer;
import com.banxiang.testkit.server.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

/** The application's own relay is off; each test starts those it needs, as other processes would. */
@ServiceTest(properties = {"spring.application.name=relay-sample", "banxiang.messaging.enabled=false"})
class RelayTests {

    private static final Topic<SampleChanged> OTHER_TOPIC = new Topic<>("other-changed");
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofMinutes(10);

    private static final String CUT_OFF_THE_LEADER = """
        select pg_terminate_backend(pid) from pg_locks
         where locktype = 'advisory' and granted and pid <> pg_backend_pid()
        """;

    private final UUID sample = UUID.randomUUID();
    private final List<Relay> started = new ArrayList<>();
    private final WakeUp wakeUp = new WakeUp();
    private final UnreliableKafka unreliable =
            new UnreliableKafka(KafkaServer.shared().brokers());

    @Autowired
    Outbox outbox;

    @Autowired
    KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    ConnectionFactory pool;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @BeforeEach
    void emptyOutbox() {
        database.sql("delete from outbox_messages").then().block();
    }

    @AfterEach
    void stopRelays() {
        started.forEach(Relay::stop);
        unreliable.destroy();
    }

    @Test
    void publishesACloudEventThatCarriesItsCause() {

        start(kafka, QUICK);
        var request = RequestContext.of("req_cause", "00-11111111111111111111111111111111-2222222222222222-01");
        outbox.append(SampleChanged.TOPIC, SampleChanged.of(sample, 1))
                .as(transaction::transactional)
                .contextWrite(request.into())
                .block();

        var event = RecordedEvents.of("sample-changed").await(sample.toString());

        assertThat(event.json().get("note").asString()).isEqualTo("第1次");
        assertThat(event.json().has("key")).isFalse();
        assertThat(event.header("ce_specversion")).isEqualTo("1.0");
        assertThat(event.id().version()).isEqualTo(7);
        assertThat(event.type()).isEqualTo("com.banxiang.sample-changed.v1");
        assertThat(event.header("ce_source")).isEqualTo("/relay-sample");
        assertThat(event.header("ce_time")).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(event.header("ce_subject")).isEqualTo(sample.toString());
        assertThat(event.header("content-type")).isEqualTo("application/json");
        assertThat(event.header("x-request-id")).isEqualTo("req_cause");
        assertThat(event.header("traceparent")).startsWith("00-11111111111111111111111111111111-");
    }

    @Test
    void leavesAtOnceWhenItIsWoken() {

        awaitIdle(start(kafka, NEVER));

        append(2);
        wakeUp.wake();

        await().atMost(5, SECONDS).until(() -> unsent() == 0);
    }

    @Test
    void keepsTheOrderOfAKeyWhenASendFails() {

        var refused = new AtomicBoolean();
        unreliable.refusal = new InvalidRecordException("refused for a test");
        unreliable.refusing =
                record -> UnreliableKafka.note(record).contains("第2次") && refused.compareAndSet(false, true);
        append(1, 2, 3, 4);

        start(unreliable, QUICK);

        assertThat(received(4))
                .extracting(it -> it.json().get("version").asInt())
                .containsExactly(1, 2, 3, 4);
        assertThat(refused).isTrue();
    }

    @Test
    void letsOtherKeysPassWhileOneIsRefused() {

        var stuck = sample.toString();
        var free = UUID.randomUUID();
        unreliable.refusal = new InvalidRecordException("refused for a test");
        unreliable.refusing = record -> new String(record.key()).equals(stuck);
        append(1, 2);
        append(SampleChanged.TOPIC, free, 1);
        append(3);
        append(SampleChanged.TOPIC, free, 2);

        start(unreliable, QUICK, 2);

        RecordedEvents.of("sample-changed").await(2, free.toString());
        assertThat(RecordedEvents.of("sample-changed").soFar(stuck)).isEmpty();
        await().atMost(10, SECONDS).until(() -> unsent() == 3);
        unreliable.refusing = _ -> false;
        assertThat(received(3))
                .extracting(it -> it.json().get("version").asInt())
                .containsExactly(1, 2, 3);
    }

    @Test
    void letsOtherTopicsPassWhileKafkaTakesNothingForOne() {

        unreliable.refusing = record -> record.topic().equals(OTHER_TOPIC.name());
        for (var version = 1; version <= 10; version++) {
            append(OTHER_TOPIC, UUID.randomUUID(), version);
        }
        append(1);

        start(unreliable, NEVER, 2);

        RecordedEvents.of("sample-changed").await(sample.toString());
        assertThat(unreliable.attempts.stream().filter(it -> it.startsWith(OTHER_TOPIC.name())))
                .as("one refusal is enough for a walk")
                .hasSize(1);
        await().atMost(10, SECONDS).until(() -> unsent() == 10);
    }

    @Test
    void repeatsTheSameEventWhenItDiesBetweenSendingAndMarking() {

        var died = new AtomicBoolean();
        unreliable.afterwards = () -> {
            if (died.compareAndSet(false, true)) {
                PostgresServer.shared().execute(CUT_OFF_THE_LEADER);
            }
        };
        append(1);

        start(unreliable, QUICK);

        var twice = received(2);
        assertThat(twice).extracting(Received::id).containsOnly(twice.getFirst().id());
        await().atMost(10, SECONDS).until(() -> unsent() == 0);
        assertThat(died).isTrue();
    }

    @Test
    void worksInOneProcessAtATimeAndMovesOnWhenThatOneEnds() {

        var first = start(kafka, QUICK);
        awaitLeading(first);
        var second = start(kafka, QUICK);
        append(1, 2);
        assertThat(received(2)).hasSize(2);
        assertThat(second.isLeading()).isFalse();

        first.stop();
        awaitLeading(second);
        append(3);

        assertThat(received(3))
                .extracting(it -> it.json().get("version").asInt())
                .containsExactly(1, 2, 3);
    }

    @Test
    void losesTheLockWithItsConnection() {

        var first = start(unreliable, NEVER);
        awaitIdle(first);
        var second = start(kafka, QUICK);
        unreliable.attempts.clear();
        append(2);
        PostgresServer.shared().execute(CUT_OFF_THE_LEADER);

        awaitLeading(second);
        assertThat(received(2)).hasSize(2);
        await().atMost(10, SECONDS).until(() -> {
            wakeUp.wake();
            return !first.isLeading();
        });
        assertThat(unreliable.attempts).isEmpty();
    }

    @Test
    void growsWhileKafkaIsAwayAndCatchesUpInOrder() {

        var meters = new SimpleMeterRegistry();
        var relay = start(kafka, QUICK, 100, meters);
        awaitLeading(relay);
        append(1);
        received(1);

        KafkaServer.shared().stop();
        try {
            append(2, 3);
            append(4);
            await().atMost(30, SECONDS).untilAsserted(() -> {
                assertThat(meters.get("outbox.lag").gauge().value()).isEqualTo(3);
                assertThat(meters.get("outbox.age").gauge().value()).isPositive();
            });
            assertThat(relay.isLeading()).isTrue();
        } finally {
            KafkaServer.shared().start();
        }

        await().atMost(30, SECONDS).until(() -> unsent() == 0);
        assertThat(distinctVersions()).containsExactly(1, 2, 3, 4);
        await().atMost(10, SECONDS).until(() -> meters.get("outbox.lag").gauge().value() == 0);
    }

    @Test
    void comesBackAfterTheDatabaseWasAway() {

        var relay = start(kafka, QUICK);
        awaitLeading(relay);

        PostgresServer.shared().stop();
        try {
            await().atMost(20, SECONDS).until(() -> !relay.isLeading());
        } finally {
            PostgresServer.shared().start();
        }

        append(1);
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void sendsWhatWasCommittedLastBeforeItStops() {

        var relay = start(kafka, NEVER);
        awaitIdle(relay);
        append(2, 3);

        relay.stop();

        assertThat(unsent()).isZero();
        assertThat(received(3)).hasSize(3);
    }

    @Test
    void purgesWhatWasSentLongAgoAndNothingElse() {

        append(1, 2, 3);
        var order = new AtomicInteger();
        Flux.just("now() - interval '73 hours'", "now() - interval '71 hours'")
                .concatMap(sent -> database.sql("""
                    update outbox_messages set sent_at = %s
                     where id = (select id from outbox_messages order by id offset %d limit 1)
                    """.formatted(sent, order.getAndIncrement()))
                        .then())
                .blockLast();
        unreliable.refusing = _ -> true;

        start(unreliable, NEVER);

        await().atMost(10, SECONDS).until(() -> count("true") == 2);
        assertThat(unsent()).isEqualTo(1);
    }

    private Relay start(KafkaTemplate<byte[], byte[]> template, Duration poll) {
        return start(template, poll, 100);
    }

    private Relay start(KafkaTemplate<byte[], byte[]> template, Duration poll, int batch) {
        return start(template, poll, batch, new SimpleMeterRegistry());
    }

    private Relay start(KafkaTemplate<byte[], byte[]> template, Duration poll, int batch, SimpleMeterRegistry meters) {

        var settings =
                new RelaySettings(poll, batch, Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofDays(3));
        var session =
                new RelaySession(ConnectionFactoryBuilder.derivedFrom(pool).build());
        var shipment = new Shipment(template, "relay-sample", Duration.ofSeconds(7));
        var relay = new Relay(session, shipment, wakeUp, settings, meters, Clock.systemUTC());
        relay.start();
        started.add(relay);
        return relay;
    }

    private void append(int... versions) {
        for (var version : versions) {
            append(SampleChanged.TOPIC, sample, version);
        }
    }

    private void append(Topic<SampleChanged> topic, UUID of, int version) {
        outbox.append(topic, SampleChanged.of(of, version))
                .as(transaction::transactional)
                .block();
    }

    private List<Received> received(int count) {
        return RecordedEvents.of("sample-changed").await(count, sample.toString());
    }

    private List<Integer> distinctVersions() {
        return RecordedEvents.of("sample-changed").soFar(sample.toString()).stream()
                .map(it -> it.json().get("version").asInt())
                .distinct()
                .toList();
    }

    private long unsent() {
        return count("sent_at is null");
    }

    private long count(String condition) {
        return database.sql("select count(*) from outbox_messages where " + condition)
                .mapValue(Long.class)
                .one()
                .block();
    }

    /** Its first walk is over, so that it does nothing more until it is woken. */
    private void awaitIdle(Relay relay) {

        awaitLeading(relay);
        append(1);
        wakeUp.wake();
        await("idle").atMost(20, SECONDS).until(() -> unsent() == 0);
    }

    private static void awaitLeading(Relay relay) {
        await("leading").atMost(20, SECONDS).until(relay::isLeading);
    }
}
