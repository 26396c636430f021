package com.banxiang.platform.messaging;

import static com.banxiang.platform.messaging.SampleHappened.TOPIC;
import static com.banxiang.testkit.KafkaEvents.publish;
import static com.banxiang.testkit.KafkaEvents.typeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.server.KafkaServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** Who is given an event, how often, and what it waits for. */
class EventDeliveryTests extends DeliveryScene {

    /** As {@code sample-happened} would have it if one of these events became one. */
    private static final String DEAD = "sample-happened.sample-service.dlt";

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

    /** Only the third pause proves it: the consumer's own fetch takes up to half a second to come back to an event. */
    @Test
    void waitsLongerBeforeEachAttempt() {

        effects.failing(sample, attempt -> attempt <= 3 ? new Unavailable("neighbour", null) : null);
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "久"));

        awaitEffect("first", sample, "久");
        var pauses = effects.pauses(sample);
        assertThat(pauses.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(pauses.get(1)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(pauses.get(2)).isGreaterThanOrEqualTo(Duration.ofMillis(800));
    }

    @Test
    void letsOtherPartitionsGoOnWhileOneWaits() {

        var stuck = sampleOfPartition(0);
        var free = sampleOfPartition(1);
        var waiting = new AtomicBoolean(true);
        effects.failing(stuck, _ -> waiting.get() ? new Unavailable("neighbour", null) : null);

        publish(TOPIC, stuck, ELSEWHERE, SampleHappened.json(stuck, "等"));
        await().atMost(60, SECONDS).until(() -> effects.attempts(stuck) > 3);
        publish(TOPIC, free, ELSEWHERE, SampleHappened.json(free, "行"));

        awaitEffect("second", free, "行");
        assertThat(effects.of("first", stuck)).isEmpty();
        waiting.set(false);
        awaitEffect("second", stuck, "等");
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
