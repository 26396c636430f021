package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.webhook.Band.heartRate;
import static com.banxiang.health.webhook.Band.pressure;
import static com.banxiang.health.webhook.Band.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class BandWebhookTests {

    @Autowired
    WebTestClient client;

    Elder elder;
    Band band;

    @BeforeEach
    void pair(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
        band = Band.of(elder, client);
    }

    @Test
    void storesWhatABandMeasuresAndAlarms() {

        var at = Instant.now().minusSeconds(30);

        var receipt = data(band.measures(pressure(168, 104, at)), 202);

        assertThat(receipt.path("status").asString()).isEqualTo("accepted");
        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("duplicates").asInt()).isZero();
        assertThat(receipt.path("rejected")).isEmpty();
        var record = data(elder.app().get("/api/v1/health/records"), 200)
                .path("items")
                .get(0);
        assertThat(record.path("source").asString()).isEqualTo("band");
        assertThat(record.path("metadata").path("heartRate").asInt()).isEqualTo(78);
        var ingested = RecordedEvents.of("health-record-ingested").await(elder.key());
        EventContract.of("health-record-ingested").verify(ingested.value());
        var alert = RecordedEvents.of("alert-raised").await(elder.key()).json();
        assertThat(alert.path("recordId").asString())
                .isEqualTo(record.path("id").asString());
    }

    @Test
    void authorizationHeaderIsNotLookedAt() {

        var id = Band.newId();

        data(band.sends(id, band.message(id, spo2(97)), it -> it.set("Authorization", "Bearer nonsense")), 202);
    }

    @Test
    void eachMeasurementIsJudgedByItself() {

        var receipt = data(
                band.measures(
                        spo2(97),
                        "{\"metric\": \"mood\", \"value\": 2}",
                        "{\"metric\": \"heart_rate\", \"value\": \"fast\"}",
                        heartRate(20),
                        "7"),
                202);

        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected")
                        .valueStream()
                        .map(it ->
                                it.path("index").asInt() + " " + it.path("code").asString()))
                .containsExactly(
                        "1 UNSUPPORTED_METRIC", "2 VALIDATION_FAILED", "3 IMPLAUSIBLE_VALUE", "4 VALIDATION_FAILED");
    }

    @Test
    void messageHasOneToFiveHundredMeasurements() {

        var now = Instant.now();
        var most = IntStream.range(0, 500)
                .mapToObj(i -> pressure(120, 80, now.minusSeconds(i)))
                .toArray(String[]::new);
        var tooMany = IntStream.range(0, 501).mapToObj(_ -> "{}").toArray(String[]::new);

        assertThat(data(band.measures(most), 202).path("accepted").asInt()).isEqualTo(500);
        assertThat(refusal(band.measures(tooMany), 400)).isEqualTo("VALIDATION_FAILED");
        assertThat(refusal(band.measures(), 400)).isEqualTo("VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "\"x\"", "{\"id\": {}}"})
    void whatIsNoMessageIsRefused(String body) {
        assertThat(refusal(band.sends(Band.newId(), body), 400)).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void bodyOver256KiBIsTooLarge() {

        var id = Band.newId();
        var large = band.message(id, spo2(97)) + " ".repeat(257 * 1024);

        assertThat(refusal(band.sends(id, large), 413)).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void bodyOfUnknownLengthIsTooLargeFromThatPointOn() {

        var most = new byte[256 * 1024];
        Arrays.fill(most, (byte) ' ');

        assertThat(refusal(band.sendsInPieces(most, new byte[] {' '}), 413)).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(refusal(band.sendsInPieces(most), 400)).isEqualTo("MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml"})
    void otherMediaTypesAreNotTaken(String type) {

        var id = Band.newId();

        assertThat(refusal(band.sends(id, band.message(id, spo2(97)), it -> it.set("Content-Type", type)), 415))
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void unknownBrandIsNotFound() {
        assertThat(refusal(
                        client.post()
                                .uri("/api/v1/webhooks/devices/acme")
                                .bodyValue("{}")
                                .exchange(),
                        404))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void isAskedByPostOnly() {
        assertThat(refusal(client.get().uri(Band.WEBHOOK).exchange(), 405)).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(refusal(client.post().uri(Band.WEBHOOK + "/x").exchange(), 404))
                .isEqualTo("NOT_FOUND");
    }
}
