package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.banxiang.testkit.server.KafkaServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordedEventsTests {

    private static final String TOPIC = "kettle-boiled";

    private final String key = UUID.randomUUID().toString();

    @Test
    void findsWhatWasPublishedWithItsHeaders() {

        var id = KafkaEvents.publish(TOPIC, key, "/kitchen-service", "{\"litres\":2}");

        var found = RecordedEvents.of(TOPIC).await(key);

        assertThat(found.json().get("litres").intValue()).isEqualTo(2);
        assertThat(found.id()).isEqualTo(id);
        assertThat(found.type()).isEqualTo("com.banxiang.kettle-boiled.v1");
        assertThat(found.header("ce_source")).isEqualTo("/kitchen-service");
        assertThat(found.header("ce_specversion")).isEqualTo("1.0");
        assertThat(found.header("ce_subject")).isEqualTo(key);
        assertThat(found.header("ce_time")).isNotEmpty();
        assertThat(found.header("content-type")).isEqualTo("application/json");
        assertThat(found.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(found.header("x-request-id")).startsWith("req_");
    }

    @Test
    void keepsTheOrderOfAKeyAndOtherKeysApart() {

        KafkaEvents.publish(TOPIC, key, "/kitchen-service", "{\"version\":1}");
        KafkaEvents.publish(TOPIC, UUID.randomUUID().toString(), "/kitchen-service", "{\"version\":9}");
        KafkaEvents.publish(TOPIC, key, "/kitchen-service", "{\"version\":2}");

        var found = RecordedEvents.of(TOPIC).await(2, key);

        assertThat(found).extracting(it -> it.json().get("version").intValue()).containsExactly(1, 2);
    }

    @Test
    void failsWhenThereAreMoreThanExpected() {

        KafkaEvents.publish(TOPIC, key, "/kitchen-service", "{}");
        KafkaEvents.publish(TOPIC, key, "/kitchen-service", "{}");

        RecordedEvents.of(TOPIC).await(2, key);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> RecordedEvents.of(TOPIC).await(key));
    }

    @Test
    void saysNothingCameWithoutWaiting() {

        assertThat(RecordedEvents.of(TOPIC).soFar(key)).isEmpty();
    }

    @Test
    void stillKnowsEverythingAfterKafkaWasAway() {

        KafkaEvents.publish(TOPIC, key, "/kitchen-service", "{\"version\":1}");
        var brokers = KafkaServer.shared().brokers();

        KafkaServer.shared().stop();
        KafkaServer.shared().start();
        KafkaEvents.publish(TOPIC, key, "/kitchen-service", "{\"version\":2}");

        assertThat(RecordedEvents.of(TOPIC).await(2, key)).hasSize(2);
        assertThat(KafkaServer.shared().brokers()).isEqualTo(brokers);
    }
}
