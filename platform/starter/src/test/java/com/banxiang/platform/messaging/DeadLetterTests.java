package com.banxiang.platform.messaging;

import static com.banxiang.platform.messaging.SampleHappened.TOPIC;
import static com.banxiang.testkit.KafkaEvents.publish;
import static com.banxiang.testkit.KafkaEvents.typeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.server.KafkaServer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which events are given up, when, and what is kept of them. */
class DeadLetterTests extends DeliveryScene {

    private static final String DEAD = "sample-happened.sample-service.dlt";

    @Autowired
    FieldCipher cipher;

    @Test
    void givesUpAPoisonousEventAfterThreeAttemptsAndGoesOn() {

        effects.failing(sample, _ -> new IllegalStateException("收缩压 168/104"));
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
            assertThat(dead.headers().toString()).doesNotContain("168/104", "收缩压");

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

        await().atMost(60, SECONDS).until(() -> !letters(id).isEmpty());
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
        var otherId = sample + "-other-id";
        var nul = sample + "-nul-\0";
        var nothing = sample + "-nothing";
        var nested = sample + "-nested";
        publish(TOPIC, noJson, typeOf(TOPIC), UUID.randomUUID(), ELSEWHERE, "{\"sampleId\":");
        publish(TOPIC, noId, "{}".getBytes(UTF_8), Map.of("ce_type", typeOf(TOPIC)));
        publish(TOPIC, otherId, "{}".getBytes(UTF_8), Map.of("ce_type", typeOf(TOPIC), "ce_id", "42"));
        publish(TOPIC, nul, "{}".getBytes(UTF_8), Map.of("ce_type", typeOf(TOPIC), "ce_source", "a\0b"));
        publish(
                TOPIC,
                nothing,
                null,
                Map.of("ce_type", typeOf(TOPIC), "ce_id", UUID.randomUUID().toString()));
        publish(TOPIC, nested, typeOf(TOPIC), UUID.randomUUID(), ELSEWHERE, "[".repeat(500_000));

        var dead = RecordedEvents.of(DEAD);
        assertThat(dead.await(noJson).header(DeadLetters.FAILURE)).startsWith("tools.jackson.");
        for (var rejected : List.of(noId, otherId, nul)) {
            assertThat(dead.await(rejected).header(DeadLetters.FAILURE)).isEqualTo(Rejected.class.getName());
        }
        assertThat(dead.await(nothing).header(DeadLetters.FAILURE)).startsWith("tools.jackson.");
        assertThat(dead.await(nested).header(DeadLetters.FAILURE)).startsWith("tools.jackson.");
    }

    @Test
    void makesATopicOfOnePartitionForTheFirstDeadLetterAndNoOther() throws Exception {

        var dead = SampleEndedListener.TOPIC + ".sample-service.dlt";
        effects.failing(sample, _ -> new Rejected("never"));
        publish(SampleEndedListener.TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "拒"));

        try (var admin =
                Admin.create(Map.of("bootstrap.servers", KafkaServer.shared().brokers()))) {
            await().atMost(60, SECONDS)
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

    @Test
    void keepsAnEventWaitingThatCanNotBeLaidToRestYet() {

        effects.failing(sample, _ -> new Rejected("never"));
        database.sql("alter table dead_letters rename to mislaid_letters")
                .then()
                .block();
        try {
            publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "拒"));
            await().atMost(60, SECONDS).until(() -> effects.attempts(sample) > 4);
            assertThat(RecordedEvents.of(DEAD).soFar(sample)).isEmpty();
        } finally {
            database.sql("alter table mislaid_letters rename to dead_letters")
                    .then()
                    .block();
        }

        var dead = RecordedEvents.of(DEAD).await(sample);
        assertThat(letters(dead.id())).hasSize(1);
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
}
