package com.banxiang.sandbox.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.sandbox.Secret;
import com.banxiang.sandbox.SettableClock;
import com.banxiang.sandbox.background.Background;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.util.AlternativeJdkIdGenerator;
import tools.jackson.databind.json.JsonMapper;

class BandTests {

    static final String NEWEST = WebhookSecretTests.SECRET;
    static final String OLDER = WebhookSecretTests.OTHER_SECRET;
    static final String RECORDS = "/_sandbox/wearables/band/users/dev-7f3a/records";
    static final String PRESSURE = "{\"metric\":\"blood_pressure\",\"systolic\":168,\"diastolic\":104,\"pulse\":78}";

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final SettableClock clock = new SettableClock();
    final Background background = new Background();
    Receiver receiver;
    WebTestClient client;

    @BeforeEach
    void start() {
        receiver = new Receiver(clock, List.of(NEWEST, OLDER));
        client = client(receiver.url(), new Secret(OLDER), Duration.ofMillis(100));
    }

    @AfterEach
    void stop() {
        background.destroy();
        receiver.close();
    }

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

    @ParameterizedTest
    @CsvSource({
        "missing_header, 400, MISSING_HEADER",
        "missing_header&header=webhook-id, 400, MISSING_HEADER",
        "missing_header&header=webhook-timestamp, 400, MISSING_HEADER",
        "missing_header&header=x-device-id, 400, MISSING_HEADER",
        "timestamp_too_old, 401, TIMESTAMP_OUT_OF_WINDOW",
        "timestamp_too_new, 401, TIMESTAMP_OUT_OF_WINDOW",
        "unknown_secret, 401, BAD_SIGNATURE",
        "removed_secret, 401, BAD_SIGNATURE",
        "older_secret, 202, accepted",
        "both_secrets, 202, accepted",
        "modified_byte, 401, BAD_SIGNATURE",
        "reserialised, 401, BAD_SIGNATURE",
        "device_mismatch, 422, BODY_MISMATCH",
        "id_mismatch, 422, BODY_MISMATCH",
        "wrong_content_type, 415, UNSUPPORTED_MEDIA_TYPE",
        "not_json, 400, MALFORMED_REQUEST",
        "oversized, 413, PAYLOAD_TOO_LARGE",
        "implausible, 202, accepted"
    })
    void whatIsWrongIsSentOnceAndAnsweredAsThePageSays(String wrong, int status, String answer) {

        send("?wrong=" + wrong, "[" + PRESSURE + "]")
                .jsonPath("$[0].attempts.length()")
                .isEqualTo(1)
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(status)
                .jsonPath("$[0].attempts[0].answer.status")
                .isEqualTo(answer)
                .jsonPath("$[0].state")
                .isEqualTo(status == 202 ? "delivered" : "refused");
    }

    @Test
    void aModifiedMessageIsStillJson() {

        send("?wrong=modified_byte", "[" + PRESSURE + "]");
        send("?wrong=reserialised", "[" + PRESSURE + "]");

        assertThat(receiver.messages())
                .allSatisfy(it -> assertThat(it.json().isObject()).isTrue());
    }

    @Test
    void anImplausibleMessageHasTheReadingsToo() {

        send("?wrong=implausible", "[" + PRESSURE + "]");

        var measurements = receiver.messages().getFirst().json().path("measurements");
        assertThat(measurements.path(0).path("systolic").intValue()).isEqualTo(168);
        assertThat(measurements.path(1).path("value").intValue()).isEqualTo(999);
    }

    @Test
    void aDuplicateIsTheSameMessageTwice() {
        send("?wrong=duplicate", "[" + PRESSURE + "]")
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(202)
                .jsonPath("$[0].attempts[1].status")
                .isEqualTo(200);
    }

    @Test
    void aReusedIdHasAnotherBody() {
        send("?wrong=id_reused", "[" + PRESSURE + "]")
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(202)
                .jsonPath("$[0].attempts[1].status")
                .isEqualTo(409);
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
    void aMessageThatWasNotTakenIsSentAgainUntilItIs() {

        receiver.answerFirst(503, 429);

        send("?id=evt_again", "[" + PRESSURE + "]")
                .jsonPath("$[0].state")
                .isEqualTo("retrying")
                .jsonPath("$[0].attempts[0].status")
                .isEqualTo(503);

        await().atMost(PATIENCE)
                .untilAsserted(() -> list(client)
                        .jsonPath("$[0].state")
                        .isEqualTo("delivered")
                        .jsonPath("$[0].attempts.length()")
                        .isEqualTo(3));
        assertThat(receiver.messages())
                .extracting(it -> it.headers().get("webhook-id"))
                .containsOnly("evt_again");
    }

    @Test
    void aMessageIsGivenUpAfterItsPlan() {

        receiver.answerFirst(Collections.nCopies(4, 500).toArray(Integer[]::new));

        send("", "[" + PRESSURE + "]");

        await().atMost(PATIENCE)
                .untilAsserted(() -> list(client).jsonPath("$[0].state").isEqualTo("given_up"));
        assertThat(receiver.messages()).hasSize(4);
    }

    @Test
    void aRefusedMessageIsNotSentAgain() {

        receiver.answerFirst(404);

        send("", "[" + PRESSURE + "]").jsonPath("$[0].state").isEqualTo("refused");
    }

    @Test
    void noAnswerIsAnAttemptToo() {

        var nobody = client(URI.create("http://127.0.0.1:1/webhook"), null, Duration.ofHours(1));

        post(nobody, "", "[" + PRESSURE + "]")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[0].state")
                .isEqualTo("retrying")
                .jsonPath("$[0].attempts[0].status")
                .doesNotExist()
                .jsonPath("$[0].attempts[0].answer")
                .isEqualTo("no connection");
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

    @ParameterizedTest
    @ValueSource(strings = {"older_secret", "both_secrets"})
    void theOlderSecretMustBeKnownToSignWithIt(String wrong) {

        var withoutOlder = client(receiver.url(), null, Duration.ofHours(1));

        post(withoutOlder, "?wrong=" + wrong, "[" + PRESSURE + "]")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void otherBrandsAreUnknown() {
        client.post()
                .uri("/_sandbox/wearables/huawei/users/x/records")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private WebTestClient client(URI webhook, Secret older, Duration pause) {

        var json = JsonMapper.builder().build();
        var settings = new BandSettings(new Secret(NEWEST), older, webhook, List.of(pause, pause, pause), PATIENCE);
        var compose = new ComposeReadings(json, new AlternativeJdkIdGenerator(), clock);
        var send = new SendReadings(settings, new Webhook(settings, json, clock), background, clock);
        return WebTestClient.bindToController(new BandController(compose, new Spoiler(settings, compose), send))
                .configureClient()
                .responseTimeout(PATIENCE)
                .build();
    }

    private BodyContentSpec send(String query, String records) {
        return post(client, query, records).expectStatus().isOk().expectBody();
    }

    private static ResponseSpec post(WebTestClient client, String query, String records) {
        return client.post()
                .uri(URI.create(RECORDS + query))
                .header("Content-Type", "application/json")
                .bodyValue(records)
                .exchange();
    }

    private static BodyContentSpec list(WebTestClient client) {
        return client.get()
                .uri("/_sandbox/wearables/band/messages?openId=dev-7f3a")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
