package com.banxiang.sandbox.band;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a band measures becomes messages, signed and sent at once. */
class BandTests extends BandScene {

    @Test
    void aReadingIsSentAtOnceAndSigned() {

        send("", "[" + PRESSURE + "]")
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].state")
                .isEqualTo("delivered")
                .jsonPath("$[0].type")
                .isEqualTo("measurement.created")
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(202)
                .jsonPath("$[0].attempts[0].answer.status")
                .isEqualTo("accepted")
                .jsonPath("$[0].attempts[0].sentAt")
                .isEqualTo("2026-01-01T04:00:00Z");

        var body = receiver.messages().getFirst().json();
        assertThat(body.path("id").stringValue()).matches("evt_[0-9a-f]{32}");
        assertThat(body.path("deviceId").stringValue()).isEqualTo("dev-7f3a");
        assertThat(body.path("vendor").stringValue()).isEqualTo("generic");
        assertThat(body.path("measurements").path(0).path("systolic").intValue())
                .isEqualTo(168);
        assertThat(body.path("measurements").path(0).path("measuredAt").stringValue())
                .isEqualTo("2026-01-01T04:00:00Z");
    }

    @Test
    void aReadingKeepsTheTimeItHas() {

        send(
                "",
                "[{\"metric\":\"steps\",\"value\":9,\"start\":\"2026-01-01T01:00:00Z\",\"end\":\"2026-01-01T02:00:00Z\"},"
                    + "{\"metric\":\"spo2\",\"value\":97,\"measuredAt\":\"2025-12-31T00:00:00Z\"}]");

        var measurements = receiver.messages().getFirst().json().path("measurements");
        assertThat(measurements.path(0).has("measuredAt")).isFalse();
        assertThat(measurements.path(1).path("measuredAt").stringValue()).isEqualTo("2025-12-31T00:00:00Z");
    }

    @Test
    void readingsTravelTogetherAndEachAlarmAlone() {

        send("", "[{\"metric\":\"sos\"}," + PRESSURE + ",{\"metric\":\"fall\",\"confidence\":0.9}," + PRESSURE + "]")
                .jsonPath("$.length()")
                .isEqualTo(3);

        assertThat(receiver.messages())
                .extracting(it -> it.json().path("type").stringValue())
                .containsExactly("measurement.created", "alarm.raised", "alarm.raised");
        assertThat(receiver.messages().getFirst().json().path("measurements").size())
                .isEqualTo(2);
    }

    @Test
    void theSequenceOfADeviceGoesUp() {

        send("", "[" + PRESSURE + "]");
        send("", "[" + PRESSURE + "]");
        send("?wrong=out_of_order", "[" + PRESSURE + "]")
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(202);

        assertThat(receiver.messages())
                .extracting(it -> it.json().path("sequence").intValue())
                .containsExactly(1, 2, 1);
    }

    @Test
    void aMessageMayBeGivenAnId() {

        send("?id=evt_mine", "[" + PRESSURE + "]").jsonPath("$[0].id").isEqualTo("evt_mine");

        assertThat(receiver.messages().getFirst().headers()).containsEntry("webhook-id", "evt_mine");
        post(client, "?id=evt_mine", "[" + PRESSURE + ",{\"metric\":\"sos\"}]")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aBurstIsManyMessagesOfDifferentIds() {

        send("?wrong=burst&count=200", "[" + PRESSURE + "]")
                .jsonPath("$.length()")
                .isEqualTo(200);

        assertThat(receiver.messages())
                .hasSize(200)
                .extracting(it -> it.headers().get("webhook-id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void messagesAreListedByTheirDevice() {

        send("", "[" + PRESSURE + "]");

        client.get()
                .uri("/_sandbox/wearables/band/messages?openId=another")
                .exchange()
                .expectBody()
                .json("[]");
        list(client).jsonPath("$[0].openId").isEqualTo("dev-7f3a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[1]", "{\"metric\":\"spo2\"}", "["})
    void recordsAreAnArrayOfMeasurements(String records) {
        post(client, "", records).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wrong=everything", "?id=a%20b", "?wrong=burst&count=0", "?wrong=burst&count=501"})
    void switchesOfAnotherFormAreRefused(String query) {
        post(client, query, "[" + PRESSURE + "]").expectStatus().isBadRequest();
    }

    @Test
    void otherBrandsAreUnknown() {
        client.post()
                .uri("/_sandbox/wearables/huawei/users/x/records")
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
