package com.banxiang.sandbox.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTests {

    static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String OTHER_SECRET = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    static final String ID = "evt_01JH8Z0000000000000000TEST";
    static final byte[] BODY = """
        {"id":"evt_01JH8Z0000000000000000TEST","type":"measurement.created","deviceId":"dev-7f3a","vendor":"generic",\
        "sequence":42,"occurredAt":"2026-01-01T08:00:00Z","measurements":[{"metric":"blood_pressure","systolic":152,\
        "diastolic":94,"pulse":78,"measuredAt":"2026-01-01T07:59:30Z"}]}\
        """.getBytes(StandardCharsets.UTF_8);

    @Test
    void signsLikeTheReference() {

        assertThat(BODY).hasSize(281);
        assertThat(WebhookSecret.of(SECRET).sign(ID, 1767254400, BODY))
                .isEqualTo("v1,02ynoa+QWahRygj5f2G26ZHPVIE0HLpnLPKakqQvMuY=");
        assertThat(WebhookSecret.of(OTHER_SECRET).sign(ID, 1767254400, BODY))
                .isEqualTo("v1,T3mM6ylg9564Vvx1cgeS5d4jTDo8stuq+q7PQvPvIZw=");
    }

    @Test
    void signsByBothSecretsDuringARotation() {

        var reading = new Reading(ID, "dev-7f3a", "measurement.created", BODY);
        var posting = Posting.correct(reading, WebhookSecret.of(SECRET))
                .signedBy(List.of(WebhookSecret.of(OTHER_SECRET), WebhookSecret.of(SECRET)));

        assertThat(posting.headers(Instant.parse("2026-01-01T08:00:00Z")))
                .containsEntry("webhook-id", ID)
                .containsEntry("webhook-timestamp", "1767254400")
                .containsEntry("x-device-id", "dev-7f3a")
                .containsEntry("content-type", "application/json")
                .containsEntry(
                        "webhook-signature",
                        "v1,T3mM6ylg9564Vvx1cgeS5d4jTDo8stuq+q7PQvPvIZw="
                                + " v1,02ynoa+QWahRygj5f2G26ZHPVIE0HLpnLPKakqQvMuY=");
    }

    @Test
    void theTimestampIsThatOfTheTry() {

        var posting = Posting.correct(new Reading(ID, "dev", "measurement.created", BODY), WebhookSecret.of(SECRET));
        var first = posting.headers(Instant.ofEpochSecond(1767254400));
        var second = posting.withClockError(Duration.ofSeconds(-301)).headers(Instant.ofEpochSecond(1767254400));

        assertThat(second.get("webhook-timestamp")).isEqualTo("1767254099");
        assertThat(second.get("webhook-signature")).isNotEqualTo(first.get("webhook-signature"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAEC", "whsec_!"})
    void aSecretOfAnotherFormStopsTheStart(String secret) {
        assertThatThrownBy(() -> WebhookSecret.of(secret)).isInstanceOf(IllegalArgumentException.class);
    }
}
