package com.banxiang.platform.messaging;

import static com.banxiang.platform.messaging.SampleHappened.TOPIC;
import static com.banxiang.testkit.KafkaEvents.publish;
import static com.banxiang.testkit.KafkaEvents.typeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.server.KafkaServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;

@ServiceTest
class EventDeliveryTests {

    private static final String DEAD = "sample-happened.sample-service.dlt";
    private static final String ELSEWHERE = "/elsewhere";

    /** Each test has samples of its own: topics, tables and the application are shared. */
    private final String sample = UUID.randomUUID().toString();

    @Autowired
    Effects effects;

    @Autowired
    DatabaseClient database;

    @Autowired
    FieldCipher cipher;

    @Autowired
    MeterRegistry meters;

    @Test
    void handsAnEventToEveryListenerOfItsTypeAndToNobodyElse() {

        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "早"));

        awaitEffect("second", sample, "早");
        assertThat(effects.of("first", sample)).containsExactly("早");
        assertThat(effects.of("ended", sample)).isEmpty();
    }

    @Test
    void takesSeveralTopicsThroughOneBinding() {

        publish(SampleEndedListener.TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "晚"));

        awaitEffect("ended", sample, "晚");
    }

    @Test
    void doesNothingWhenAnEventIsDeliveredAgain() {

        var id = UUID.randomUUID();
        publish(TOPIC, sample, typeOf(TOPIC), id, ELSEWHERE, SampleHappened.json(sample, "一"));
        publish(TOPIC, sample, typeOf(TOPIC), id, ELSEWHERE, SampleHappened.json(sample, "一"));
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "二"));

        awaitEffect("second", sample, "二");
        assertThat(effects.of("first", sample)).containsExactly("一", "二");
        assertThat(effects.of("second", sample)).containsExactly("一", "二");
    }

    @Test
    void bringsAnEventBackOnlyToTheListenerThatFailed() {

        // The first attempt is the first listener's, the second the second one's.
        effects.failing(sample, attempt -> attempt == 2 ? new DuplicateKeyException("race") : null);
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "一"));

        awaitEffect("second", sample, "一");
        assertThat(effects.of("first", sample)).containsExactly("一");
        assertThat(effects.attempts(sample)).isEqualTo(3);
    }

    @Test
    void acknowledgesAndCountsATypeNobodyKnows() {

        var before = count(MessagingMeter.UNKNOWN);
        publish(TOPIC, sample, "com.banxiang.sample-happened.v2", UUID.randomUUID(), ELSEWHERE, "{\"other\":1}");
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "后"));

        awaitEffect("second", sample, "后");
        assertThat(count(MessagingMeter.UNKNOWN)).isEqualTo(before + 1);
    }

    @Test
    void carriesRequestAndTraceFromTheEventIntoWhatFollowsFromIt() {

        publish(
                TOPIC,
                sample,
                SampleHappened.json(sample, "因").getBytes(UTF_8),
                headers(Map.of(
                        "x-request-id", "req_cause",
                        "traceparent", "00-11111111111111111111111111111111-2222222222222222-01")));

        var followed = RecordedEvents.of("sample-answered").await(sample);
        assertThat(followed.header("x-request-id")).isEqualTo("req_cause");
        assertThat(followed.header("traceparent"))
                .startsWith("00-11111111111111111111111111111111-")
                .doesNotContain("2222222222222222")
                .endsWith("-01");
    }

    @Test
    void givesUpAPoisonousEventAfterThreeAttemptsAndGoesOn() {

        effects.failing(sample, _ -> new IllegalStateException("收缩压 168"));
        var before = count(MessagingMeter.DEAD);
        try (var logs = CapturedLogs.start()) {

            publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "毒168/104"));
            var dead = RecordedEvents.of(DEAD).await(sample);

            assertThat(effects.attempts(sample)).isEqualTo(3);
            assertThat(dead.value()).contains("毒168/104");
            assertThat(dead.type()).isEqualTo(typeOf(TOPIC));
            assertThat(dead.header("x-request-id")).startsWith("req_");
            assertThat(dead.header(DeadLetters.FAILURE)).isEqualTo("java.lang.IllegalStateException");
            assertThat(dead.header(DeadLetters.ORIGINAL_TOPIC)).isEqualTo(TOPIC);
            assertThat(dead.header(DeadLetters.ORIGINAL_PARTITION)).matches("\\d");
            assertThat(dead.header(DeadLetters.ORIGINAL_OFFSET)).matches("\\d+");
            assertThat(dead.headers().toString()).doesNotContain("168");

            // The next event of the partition comes when the handler is done with this one, its line and its count.
            var sibling = sample + "-2";
            publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sibling, "好"));
            awaitEffect("second", sibling, "好");

            logs.assertSomewhere("dead letter", "java.lang.IllegalStateException");
            logs.assertNowhere("168/104", "收缩压", "毒");
        }
        assertThat(count(MessagingMeter.DEAD)).isEqualTo(before + 1);
        assertThat(effects.of("first", sample)).isEmpty();
    }

    @Test
    void keepsADeadLetterEncryptedWithAllThatAReplayNeeds() {

        effects.failing(sample, _ -> new Rejected("no such sample"));
        var id = publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "拒"));

        await().atMost(20, SECONDS).until(() -> !letters(id).isEmpty());
        var letter = letters(id).getFirst();
        assertThat(letter)
                .containsEntry("topic", TOPIC)
                .containsEntry("message_key", sample)
                .containsEntry("event_type", typeOf(TOPIC))
                .containsEntry("failure", Rejected.class.getName());
        assertThat(letter.get("headers").toString()).contains(ELSEWHERE, "ce_time", "traceparent", id.toString());
        var stored = (byte[]) letter.get("sealed");
        assertThat(new String(stored, UTF_8)).doesNotContain("拒");
        assertThat(new String(Base64.getDecoder().decode(cipher.decrypt(stored)), UTF_8))
                .contains("拒");
    }

    @Test
    void givesUpWhatCanNotBeRead() {

        var noJson = sample + "-json";
        var noId = sample + "-id";
        var nested = sample + "-nested";
        publish(TOPIC, noJson, typeOf(TOPIC), UUID.randomUUID(), ELSEWHERE, "{\"sampleId\":");
        publish(TOPIC, noId, "{}".getBytes(UTF_8), Map.of("ce_type", typeOf(TOPIC)));
        publish(TOPIC, nested, typeOf(TOPIC), UUID.randomUUID(), ELSEWHERE, "[".repeat(500_000));

        var dead = RecordedEvents.of(DEAD);
        assertThat(dead.await(noJson).header(DeadLetters.FAILURE)).startsWith("tools.jackson.");
        assertThat(dead.await(noId).header(DeadLetters.FAILURE)).isEqualTo(Rejected.class.getName());
        assertThat(dead.await(nested).header(DeadLetters.FAILURE)).startsWith("tools.jackson.");
    }

    @Test
    void waitsForOurOwnInfrastructureHoweverLong() {

        effects.failing(sample, attempt -> attempt <= 6 ? new Unavailable("neighbour", null) : null);
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "久"));
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "后"));

        awaitEffect("second", sample, "后");
        assertThat(effects.of("first", sample)).containsExactly("久", "后");
        assertThat(RecordedEvents.of(DEAD).soFar(sample)).isEmpty();
    }

    @Test
    void countsOnlyWhatIsTheEventsFaultAgainstIt() {

        effects.failing(
                sample,
                attempt -> attempt % 2 == 0
                        ? new Unavailable("neighbour", null)
                        : attempt < 5 ? new IllegalStateException("again") : null);
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "好"));

        awaitEffect("first", sample, "好");
        assertThat(RecordedEvents.of(DEAD).soFar(sample)).isEmpty();
    }

    @Test
    void letsOtherPartitionsGoOnWhileOneWaits() {

        var stuck = sampleOfPartition(0);
        var free = sampleOfPartition(1);
        var waiting = new AtomicBoolean(true);
        effects.failing(stuck, _ -> waiting.get() ? new Unavailable("neighbour", null) : null);

        publish(TOPIC, stuck, ELSEWHERE, SampleHappened.json(stuck, "等"));
        await().atMost(20, SECONDS).until(() -> effects.attempts(stuck) > 3);
        publish(TOPIC, free, ELSEWHERE, SampleHappened.json(free, "行"));

        awaitEffect("second", free, "行");
        assertThat(effects.of("first", stuck)).isEmpty();
        waiting.set(false);
        awaitEffect("second", stuck, "等");
    }

    @Test
    void makesATopicOfOnePartitionForTheFirstDeadLetterAndNoOther() throws Exception {

        var dead = SampleEndedListener.TOPIC + ".sample-service.dlt";
        effects.failing(sample, _ -> new Rejected("never"));
        publish(SampleEndedListener.TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "拒"));

        try (var admin =
                Admin.create(Map.of("bootstrap.servers", KafkaServer.shared().brokers()))) {
            await().atMost(20, SECONDS)
                    .until(() -> admin.listTopics().names().get().contains(dead));
            assertThat(admin.listTopics().names().get()).noneMatch(it -> it.startsWith("error."));
            assertThat(admin.describeTopics(List.of(dead))
                            .allTopicNames()
                            .get()
                            .get(dead)
                            .partitions())
                    .hasSize(1);
        }
    }

    private void awaitEffect(String consumer, String of, String note) {
        await("effect of " + consumer)
                .atMost(30, SECONDS)
                .until(() -> effects.of(consumer, of).contains(note));
    }

    private double count(MessagingMeter meter) {
        return meters.counter(meter.getName(), "topic", TOPIC).count();
    }

    private List<Map<String, Object>> letters(UUID event) {

        return database.sql("""
            select topic, message_key, event_type, failure, headers::text as headers, payload as sealed
              from dead_letters
             where event_id = :event
            """)
                .bind("event", event)
                .map(row -> Map.<String, Object>of(
                        "topic", row.get("topic", String.class),
                        "message_key", row.get("message_key", String.class),
                        "event_type", row.get("event_type", String.class),
                        "failure", row.get("failure", String.class),
                        "headers", row.get("headers", String.class),
                        "sealed", row.get("sealed", byte[].class)))
                .all()
                .collectList()
                .block();
    }

    private static Map<String, String> headers(Map<String, String> more) {

        var all = new HashMap<>(Map.of(
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_type",
                typeOf(TOPIC),
                "ce_source",
                ELSEWHERE,
                "ce_time",
                "2026-11-20T08:00:00Z"));
        all.putAll(more);
        return all;
    }

    /** Kafka's own way of choosing among the two. */
    private static String sampleOfPartition(int wanted) {

        return Stream.generate(() -> UUID.randomUUID().toString())
                .filter(it -> Utils.toPositive(Utils.murmur2(it.getBytes(UTF_8))) % KafkaServer.PARTITIONS == wanted)
                .findFirst()
                .orElseThrow();
    }
}
