package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.webhook.Band.pressure;
import static com.banxiang.health.webhook.Band.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who may speak for a band, and how often. */
@ServiceTest
class BandSignatureTests {

    Elder elder;
    Band band;

    @BeforeEach
    void pair(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
        band = Band.of(elder, client);
    }

    @Test
    void olderSecretIsGoodUntilItIsRemoved() {

        data(band.signingWith(WebhookKeysTests.OLD).measures(spo2(97)), 202);

        var removed = "whsec_" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
        assertThat(refusal(band.signingWith(removed).measures(spo2(96)), 401)).isEqualTo("BAD_SIGNATURE");
        assertThat(elder.count("health_records")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature", "x-device-id"})
    void missingHeaderIsNamed(String header) {

        var id = Band.newId();

        assertThat(refusal(band.sends(id, band.message(id, spo2(97)), it -> it.remove(header)), 400))
                .isEqualTo("MISSING_HEADER");
        assertThat(elder.count("health_records")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhook-id | not allowed",
                "webhook-id | ''",
                "webhook-timestamp | yesterday",
                "webhook-timestamp | -1",
                "webhook-timestamp | 99999999999999",
                "webhook-signature | ''",
                "x-device-id | a b"
            })
    void headerOfAnotherFormIsMissing(String header, String value) {

        var id = Band.newId();

        assertThat(refusal(band.sends(id, band.message(id, spo2(97)), it -> it.set(header, value)), 400))
                .isEqualTo("MISSING_HEADER");
    }

    /** To the second: {@link BandHeadersTests}. */
    @ParameterizedTest
    @CsvSource({"-360,401", "-240,202", "240,202", "360,401"})
    void timeIsWithinFiveMinutesOfOurs(long shift, int status) {

        var answer = envelope(band.clockShiftedBy(shift).measures(spo2(97)), status);

        if (status == 401) {
            assertThat(answer.path("error").path("code").asString()).isEqualTo("TIMESTAMP_OUT_OF_WINDOW");
            assertThat(elder.count("health_records")).isZero();
        }
    }

    @Test
    void changedByteOrNewWhitespaceBreaksTheSignature() {

        var id = Band.newId();
        var signed = band.message(id, pressure(168, 104, Instant.now()));

        for (var other : new String[] {signed.replace("168", "118"), signed.replace(": ", ":"), signed + "\n"}) {
            assertThat(refusal(band.sendsSignedAs(id, signed, other), 401)).isEqualTo("BAD_SIGNATURE");
        }
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void bodyMustSpeakOfItsHeaders() {

        var id = Band.newId();
        var otherId = band.message("evt_other", spo2(97));
        var otherDevice = band.message(id, spo2(97)).replace(band.deviceId(), "dev-other");

        assertThat(refusal(band.sends(id, otherId), 422)).isEqualTo("BODY_MISMATCH");
        assertThat(refusal(band.sends(id, otherDevice), 422)).isEqualTo("BODY_MISMATCH");
        assertThat(refusal(band.sends(id, "{}"), 422)).isEqualTo("BODY_MISMATCH");
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void deviceThatSpeaksTooOftenMustWait() {

        // A bucket of 60 that fills up by one a second: however slow this machine is, it is empty long before the last.
        var refused = IntStream.range(0, 1000)
                .mapToObj(_ ->
                        band.sends(Band.newId(), "{}").expectBody(String.class).returnResult())
                .filter(it -> it.getStatus().value() != 422)
                .findFirst()
                .orElseThrow();

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).matches("[1-9]");
        assertThat(refused.getResponseBody()).contains("\"RATE_LIMITED\"");
    }

    @Test
    void forgedMessagesDoNotSilenceADevice() {

        IntStream.range(0, 70).forEach(_ -> {
            var id = Band.newId();
            band.sends(id, band.message(id, spo2(97)), it -> it.set("webhook-signature", "v1,AAAA"))
                    .expectStatus()
                    .isEqualTo(401);
        });

        data(band.measures(spo2(97)), 202);
    }
}
