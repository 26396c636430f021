package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceTest
class BandWebhookTests {

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    FieldCipher cipher;

    @Autowired
    ForgetMessages forgetMessages;

    final UUID elder = UUID.randomUUID();
    Band band;
    Api app;

    @BeforeEach
    void pair() {
        band = new Band(client);
        app = Api.ofElder(client, elder);
        data(link(), 201);
    }

    @Test
    void storesWhatABandMeasuresAndAlarms() {

        var at = Instant.now().minusSeconds(30);

        var receipt = data(band.measures(pressure(168, 104, at)), 202);

        assertThat(receipt.path("status").asString()).isEqualTo("accepted");
        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("duplicates").asInt()).isZero();
        assertThat(receipt.path("rejected")).isEmpty();
        var record = data(app.get("/api/v1/health/records"), 200).path("items").get(0);
        assertThat(record.path("source").asString()).isEqualTo("band");
        assertThat(record.path("metadata").path("heartRate").asInt()).isEqualTo(78);
        var ingested = RecordedEvents.of("health-record-ingested").await(elder.toString());
        EventContract.of("health-record-ingested").verify(ingested.value());
        var alert = RecordedEvents.of("alert-raised").await(elder.toString()).json();
        assertThat(alert.path("recordId").asString())
                .isEqualTo(record.path("id").asString());
    }

    @Test
    void authorizationHeaderIsNotLookedAt() {

        var id = Band.newId();

        data(band.sends(id, band.message(id, spo2(97)), it -> it.set("Authorization", "Bearer nonsense")), 202);
    }

    @Test
    void olderSecretIsGoodUntilItIsRemoved() {

        data(band.signingWith(WebhookKeysTests.OLD).measures(spo2(97)), 202);

        var removed = "whsec_" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
        assertThat(refusal(band.signingWith(removed).measures(spo2(96)), 401)).isEqualTo("BAD_SIGNATURE");
        assertThat(records()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature", "x-device-id"})
    void missingHeaderIsNamed(String header) {

        var id = Band.newId();

        assertThat(refusal(band.sends(id, band.message(id, spo2(97)), it -> it.remove(header)), 400))
                .isEqualTo("MISSING_HEADER");
        assertThat(records()).isZero();
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

    @ParameterizedTest
    @CsvSource({"-303,401", "-295,202", "295,202", "305,401"})
    void timeIsWithinFiveMinutesOfOurs(long shift, int status) {

        var answer = envelope(band.clockShiftedBy(shift).measures(spo2(97)), status);

        if (status == 401) {
            assertThat(answer.path("error").path("code").asString()).isEqualTo("TIMESTAMP_OUT_OF_WINDOW");
            assertThat(records()).isZero();
        }
    }

    @Test
    void changedByteOrNewWhitespaceBreaksTheSignature() {

        var id = Band.newId();
        var signed = band.message(id, pressure(168, 104, Instant.now()));

        for (var other : new String[] {signed.replace("168", "118"), signed.replace(": ", ":"), signed + "\n"}) {
            assertThat(refusal(band.sendsSignedAs(id, signed, other), 401)).isEqualTo("BAD_SIGNATURE");
        }
        assertThat(records()).isZero();
    }

    @Test
    void bodyMustSpeakOfItsHeaders() {

        var id = Band.newId();
        var otherId = band.message("evt_other", spo2(97));
        var otherDevice = band.message(id, spo2(97)).replace(band.deviceId(), "dev-other");

        assertThat(refusal(band.sends(id, otherId), 422)).isEqualTo("BODY_MISMATCH");
        assertThat(refusal(band.sends(id, otherDevice), 422)).isEqualTo("BODY_MISMATCH");
        assertThat(refusal(band.sends(id, "{}"), 422)).isEqualTo("BODY_MISMATCH");
        assertThat(records()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "\"x\"", "{\"id\": {}}"})
    void whatIsNoMessageIsRefused(String body) {
        assertThat(refusal(band.sends(Band.newId(), body), 400)).isEqualTo("MALFORMED_REQUEST");
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

    @Test
    void sameMessageAgainChangesNothing() {

        var id = Band.newId();
        var body = band.message(id, pressure(150, 90, Instant.now()));
        data(band.sends(id, body), 202);

        var again = data(band.sends(id, body), 200);

        assertThat(again.path("status").asString()).isEqualTo("duplicate");
        assertThat(records()).isEqualTo(1);
        assertThat(announcements("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void sameMessageTwentyTimesAtOnceIsStoredOnce() {

        var id = Band.newId();
        var body = band.message(id, pressure(150, 90, Instant.now()), spo2(97));

        var statuses = Flux.range(0, 20)
                .flatMap(
                        _ -> Mono.fromCallable(() -> band.sends(id, body)
                                        .returnResult(Void.class)
                                        .getStatus()
                                        .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        20)
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()))
                .block();

        assertThat(statuses).containsEntry(202, 1L).containsEntry(200, 19L);
        assertThat(records()).isEqualTo(2);
        assertThat(announcements("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void idOfAnotherBodyIsRefused() {

        var id = Band.newId();
        data(band.sends(id, band.message(id, spo2(97))), 202);

        assertThat(refusal(band.sends(id, band.message(id, spo2(96))), 409)).isEqualTo("ID_REUSED");
        assertThat(records()).isEqualTo(1);
    }

    @Test
    void sameReadingInAnotherMessageIsADuplicateAndAnotherValueAConflict() {

        var at = Instant.now();
        data(band.measures(pressure(150, 90, at)), 202);

        var receipt = data(band.measures(pressure(150, 90, at), pressure(151, 90, at), spo2(97)), 202);

        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("duplicates").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected").get(0).path("index").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected").get(0).path("code").asString()).isEqualTo("RECORD_CONFLICT");
    }

    @Test
    void eachMeasurementIsJudgedByItself() {

        var receipt = data(
                band.measures(
                        spo2(97),
                        "{\"metric\": \"sos\", \"lng\": 1, \"lat\": 2}",
                        "{\"metric\": \"heart_rate\", \"value\": \"fast\"}",
                        "{\"metric\": \"heart_rate\", \"value\": 20}",
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
    void implausibleReadingIsKeptRawAndTheElderIsAskedOnce() {

        data(band.measures("{\"metric\": \"heart_rate\", \"value\": 20}"), 202);
        data(band.measures("{\"metric\": \"spo2\", \"value\": 12}"), 202);

        var kept = database.sql("select reason, payload from raw_payloads where user_id = :user order by reason")
                .bind("user", elder)
                .map(row -> row.get("reason", String.class) + ": " + cipher.decrypt(row.get("payload", byte[].class)))
                .all()
                .collectList()
                .block();
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0)).startsWith("heart_rate value").contains("20");
        var event = RecordedEvents.of("measurement-unreliable").await(elder.toString());
        EventContract.of("measurement-unreliable").verify(event.value());
        assertThat(event.json().path("type").asString()).isEqualTo("heart_rate");
        assertThat(event.value()).doesNotContain("20,");
        assertThat(announcements("measurement-unreliable")).isEqualTo(1);
        assertThat(records()).isZero();
    }

    @Test
    void afterHalfAnHourTheElderIsAskedAgain() {

        data(band.measures("{\"metric\": \"heart_rate\", \"value\": 20}"), 202);
        database.sql("update unreliable_measurements set told_at = told_at - interval '30 minutes' where user_id ="
                        + " :user")
                .bind("user", elder)
                .then()
                .block();

        data(band.measures("{\"metric\": \"heart_rate\", \"value\": 21}"), 202);

        assertThat(RecordedEvents.of("measurement-unreliable")
                        .await(2, elder.toString())
                        .get(1)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void implausibleWeightIsKeptButNobodyIsAsked() {

        data(band.measures("{\"metric\": \"weight\", \"value\": 900}"), 202);

        assertThat(countOf("raw_payloads")).isEqualTo(1);
        assertThat(announcements("measurement-unreliable")).isZero();
    }

    @Test
    void unlinkedBandIsAnsweredAsIfItWereLinkedAndNothingIsStored() {

        var stray = new Band(client);
        var measurements = new String[] {spo2(97), "{\"metric\": \"heart_rate\", \"value\": 20}"};

        var linked = data(band.measures(measurements), 202);
        var unlinked = data(stray.measures(measurements), 202);

        assertThat(unlinked).isEqualTo(linked);
        assertThat(storedOf(stray)).isZero();
    }

    @Test
    void afterUnlinkingNothingIsStored() {

        var id = data(app.get("/api/v1/health/devices"), 200)
                .path("items")
                .get(0)
                .path("id")
                .asString();
        app.delete("/api/v1/health/devices/" + id).expectStatus().isOk();

        assertThat(data(band.measures(spo2(97)), 202).path("status").asString()).isEqualTo("accepted");

        assertThat(records()).isZero();
        assertThat(storedOf(band)).isZero();
    }

    @Test
    void withoutConsentNothingIsStored() {

        var other = UUID.randomUUID();
        var second = new Band(client);
        var theirs = Api.ofElder(client, other);
        data(
                theirs.post(
                        "/api/v1/health/devices",
                        "{\"brand\": \"band\", \"externalId\": \"%s\"}".formatted(second.deviceId())),
                201);
        // The copy of a yes lives for a minute; a new elder's no is heard at once.
        database.sql("update device_links set user_id = :new where external_id = :device")
                .bind("new", withdrawn())
                .bind("device", second.deviceId())
                .then()
                .block();

        assertThat(data(second.measures(spo2(97)), 202).path("status").asString())
                .isEqualTo("accepted");

        assertThat(storedOf(second)).isZero();
    }

    @Test
    void whileNobodyCanSayWhetherTheyConsentedTheBandMustTryAgain() {

        var unknown = UUID.randomUUID();
        NeighbourStub.of("user-service").dropsConnections("GET", "/internal/users/%s/sharing".formatted(unknown));
        database.sql("update device_links set user_id = :new where external_id = :device")
                .bind("new", unknown)
                .bind("device", band.deviceId())
                .then()
                .block();

        assertThat(refusal(band.measures(spo2(97)), 503)).isEqualTo("UPSTREAM_UNAVAILABLE");
        assertThat(storedOf(band)).isZero();
    }

    @Test
    void readingFromBeforeTheLinkCountsAndOneOlderThanThirtyDaysDoesNot() {

        var receipt = data(
                band.measures(
                        pressure(120, 80, Instant.now().minus(Duration.ofDays(29))),
                        pressure(120, 80, Instant.now().minus(Duration.ofDays(31)))),
                202);

        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected").get(0).path("code").asString()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void bodyOver256KiBIsTooLarge() {

        var id = Band.newId();
        var large = band.message(id, spo2(97)) + " ".repeat(257 * 1024);

        assertThat(refusal(band.sends(id, large), 413)).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml"})
    void otherMediaTypesAreNotTaken(String type) {

        var id = Band.newId();

        assertThat(refusal(band.sends(id, band.message(id, spo2(97)), it -> it.set("Content-Type", type)), 415))
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
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

    @Test
    void attemptThatFailsLeavesNothingAndTheNextOneFindsEverythingToDo() {

        var id = Band.newId();
        var body = band.message(id, spo2(97), "{\"metric\": \"heart_rate\", \"value\": 20}");
        database.sql("alter table outbox_messages add constraint no_more check (message_key <> '%s')".formatted(elder)
                        + " not valid")
                .then()
                .block();

        try {
            assertThat(refusal(band.sends(id, body), 500)).isEqualTo("INTERNAL_ERROR");
            assertThat(refusal(app.post("/api/v1/health/records", "{\"type\": \"spo2\", \"value\": 96}"), 500))
                    .isEqualTo("INTERNAL_ERROR");
            assertThat(records()).isZero();
            assertThat(countOf("raw_payloads")).isZero();
            assertThat(countOf("unreliable_measurements")).isZero();
            assertThat(storedOf(band)).isZero();
        } finally {
            database.sql("alter table outbox_messages drop constraint no_more")
                    .then()
                    .block();
        }

        assertThat(data(band.sends(id, body), 202).path("accepted").asInt()).isEqualTo(1);
        assertThat(announcements("measurement-unreliable")).isEqualTo(1);
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

    @Test
    void forgetsMessagesAfterADayAndRawReadingsAfterThirty() {

        var id = Band.newId();
        var body = band.message(id, spo2(97), "{\"metric\": \"heart_rate\", \"value\": 20}");
        data(band.sends(id, body), 202);
        database.sql("update webhook_messages set received_at = received_at - interval '24 hours' where device_id ="
                        + " :device")
                .bind("device", band.deviceId())
                .then()
                .block();
        database.sql("update raw_payloads set received_at = received_at - interval '30 days' where user_id = :user")
                .bind("user", elder)
                .then()
                .block();

        forgetMessages.handle().block();

        assertThat(storedOf(band)).isZero();
        assertThat(countOf("raw_payloads")).isZero();
        assertThat(data(band.sends(id, body), 202).path("duplicates").asInt()).isEqualTo(1);
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec link() {
        return app.post(
                "/api/v1/health/devices", "{\"brand\": \"band\", \"externalId\": \"%s\"}".formatted(band.deviceId()));
    }

    private static UUID withdrawn() {
        var elder = UUID.randomUUID();
        Api.agrees(elder, false);
        return elder;
    }

    static String pressure(int systolic, int diastolic, Instant at) {
        return "{\"metric\": \"blood_pressure\", \"systolic\": %d, \"diastolic\": %d, \"pulse\": 78, \"measuredAt\": \"%s\"}"
                .formatted(systolic, diastolic, at);
    }

    static String spo2(int value) {
        return "{\"metric\": \"spo2\", \"value\": %d, \"measuredAt\": \"%s\"}".formatted(value, Instant.now());
    }

    private long records() {
        return countOf("health_records");
    }

    private long countOf(String table) {
        return database.sql("select count(*) from %s where user_id = :user".formatted(table))
                .bind("user", elder)
                .mapValue(Long.class)
                .one()
                .block();
    }

    private long storedOf(Band sender) {
        return database.sql("select count(*) from webhook_messages where device_id = :device")
                .bind("device", sender.deviceId())
                .mapValue(Long.class)
                .one()
                .block();
    }

    private long announcements(String topic) {
        return database.sql("select count(*) from outbox_messages where topic = :topic and message_key = :user")
                .bind("topic", topic)
                .bind("user", elder.toString())
                .mapValue(Long.class)
                .one()
                .block();
    }
}
