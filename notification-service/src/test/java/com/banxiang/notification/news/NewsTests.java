package com.banxiang.notification.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ServiceTest
class NewsTests {

    final UUID elder = UUID.randomUUID();

    Stored stored;

    @BeforeEach
    void begin(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
    }

    @ParameterizedTest
    @CsvSource({
        "measurement-unreliable, measurement_unreliable",
        "device-linked, device_linked",
        "device-unlinked, device_unlinked",
        "user-registered, welcome"
    })
    void tellsTheElderOnce(String topic, String type) {

        var event = Map.of(
                "userId",
                elder,
                "deviceId",
                UUID.randomUUID(),
                "brand",
                "band",
                "type",
                "blood_pressure",
                "channel",
                "sms",
                "at",
                Instant.now().toString(),
                "version",
                1,
                "occurredAt",
                Instant.now().toString());

        var id = Happenings.publish(topic, elder, "/health-service", event);
        Happenings.repeat(topic, elder, "/health-service", id, event);
        Happenings.publish(topic, elder, "/health-service", event);

        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(2));
        assertThat(stored.all(String.class, "select type from notifications where recipient_id = ?", elder))
                .containsOnly(type);
        assertThat(stored.all(String.class, "select data::text from notifications where recipient_id = ?", elder))
                .noneMatch(it -> it.contains("band") || it.contains("blood_pressure"));
    }

    @Test
    void anEventThatCanNotBeReadBecomesADeadLetterAndHoldsNobodyUp() {

        Happenings.publish("device-linked", elder, "/health-service", Map.of("userId", "nobody"));
        Happenings.publish(
                "device-linked",
                elder,
                "/health-service",
                Map.of(
                        "userId",
                        elder,
                        "deviceId",
                        UUID.randomUUID(),
                        "version",
                        1,
                        "occurredAt",
                        Instant.now().toString()));

        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).containsExactly("device_linked"));
    }
}
