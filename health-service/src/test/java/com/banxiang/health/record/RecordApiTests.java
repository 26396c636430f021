package com.banxiang.health.record;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RecordApiTests {

    static final String RECORDS = "/api/v1/health/records";
    static final String BATCH = "/api/v1/health/records/batch";
    static final String SUMMARY = "/api/v1/health/summary";

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    final UUID elder = UUID.randomUUID();
    Api app;

    @BeforeEach
    void login() {
        app = Api.ofElder(client, elder);
    }

    @Nested
    class Adding {

        @Test
        void storesAndAnswersAPressureWithItsLevel() {

            var at = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
            var answer = app.post(RECORDS, pressure(168, 104, at));

            var record = data(answer.expectHeader().valueMatches("Location", RECORDS + "/[0-9a-f-]{36}"), 201);

            assertThat(record.path("type").asString()).isEqualTo("blood_pressure");
            assertThat(record.path("value").asInt()).isEqualTo(168);
            assertThat(record.path("unit").asString()).isEqualTo("mmHg");
            assertThat(record.path("source").asString()).isEqualTo("manual");
            assertThat(Instant.parse(record.path("recordedAt").asString())).isEqualTo(at);
            assertThat(record.path("metadata").path("diastolic").asInt()).isEqualTo(104);
            assertThat(record.path("indicators").path("level").asString()).isEqualTo("high");
            assertThat(record.path("indicators").path("description").asString()).isEqualTo("血压偏高");
        }

        @Test
        void idNamesTheTimeAndSoThePartition() {

            var at = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.MILLIS);

            var id = UUID.fromString(added(pressure(120, 80, at)).path("id").asString());

            assertThat(id.version()).isEqualTo(7);
            assertThat(TimeOrderedIds.timeOf(id)).isEqualTo(at);
        }

        @Test
        void announcesWhatItStores() {

            var id = added("""
                {"type": "blood_glucose", "value": 6.4, "metadata": {"context": "fasting"}, "notes": "早餐前"}\
                """).path("id").asString();

            var event = RecordedEvents.of("health-record-ingested").await(elder.toString());

            EventContract.of("health-record-ingested").verify(event.value());
            assertThat(event.type()).isEqualTo("com.banxiang.health-record-ingested.v1");
            assertThat(event.header("ce_source")).isEqualTo("/health-service");
            var reading = event.json().path("readings").get(0);
            assertThat(reading.path("recordId").asString()).isEqualTo(id);
            assertThat(reading.path("type").asString()).isEqualTo("blood_sugar");
            assertThat(reading.path("metadata").path("context").asString()).isEqualTo("fasting");
            assertThat(event.value()).doesNotContain("早餐前");
        }

        @Test
        void valueMayBeAnObject() {

            var pressure = added("{\"type\": \"blood_pressure\", \"value\": {\"systolic\": 118, \"diastolic\": 76}}");
            var heart = added("{\"type\": \"heart_rate\", \"value\": {\"bpm\": 72}}");

            assertThat(pressure.path("value").asInt()).isEqualTo(118);
            assertThat(pressure.path("metadata").path("diastolic").asInt()).isEqualTo(76);
            assertThat(heart.path("value").asInt()).isEqualTo(72);
        }

        @Test
        void mainNumberOfAPressureMayBeLeftOut() {

            var pressure = added("{\"type\": \"blood_pressure\", \"metadata\": {\"systolic\": 118, \"diastolic\": 76,"
                    + " \"heartRate\": 66}}");

            assertThat(pressure.path("value").asInt()).isEqualTo(118);
            assertThat(pressure.path("metadata").path("heartRate").asInt()).isEqualTo(66);
        }

        @Test
        void withoutATimeItIsTheServersSecond() {

            var at = Instant.parse(added("{\"type\": \"spo2\", \"value\": 97}")
                    .path("recordedAt")
                    .asString());

            assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.SECONDS)).isCloseTo(Instant.now(), within(5));
        }

        @Test
        void timeWithoutAnOffsetIsOfChina() {

            var local = Instant.now()
                    .minus(Duration.ofHours(3))
                    .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.SECONDS);

            var record = added("{\"type\": \"weight\", \"value\": 61.25, \"recordedAt\": \"%s\"}".formatted(local));

            assertThat(Instant.parse(record.path("recordedAt").asString()))
                    .isEqualTo(
                            local.atZone(java.time.ZoneId.of("Asia/Shanghai")).toInstant());
            assertThat(record.path("value").decimalValue()).isEqualByComparingTo("61.25");
            assertThat(record.path("indicators").path("description").asString()).isEqualTo("体重已记录");
        }

        @Test
        void askedTwiceItAnswersTheStoredRecord() {

            var body = pressure(150, 90, Instant.now().minusSeconds(90));

            var first = added(body);
            var second = added(body);

            assertThat(second.path("id")).isEqualTo(first.path("id"));
            assertThat(countOf("health_records")).isEqualTo(1);
            assertThat(announcements()).isEqualTo(1);
        }

        @Test
        void askedByTwentyAtOnceItStoresOne() {

            var body = pressure(151, 90, Instant.now().minusSeconds(91));

            var ids = Flux.range(0, 20)
                    .flatMap(
                            _ -> Mono.fromCallable(() -> added(body).path("id").asString())
                                    .subscribeOn(Schedulers.boundedElastic()),
                            20)
                    .collect(Collectors.toSet())
                    .block();

            assertThat(ids).hasSize(1);
            assertThat(countOf("health_records")).isEqualTo(1);
            assertThat(announcements()).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({"151,90", "150,91"})
        void otherValueOfTheSameMomentIsAConflict(int systolic, int diastolic) {

            var at = Instant.now().minusSeconds(92);
            added(pressure(150, 90, at));

            assertThat(refusal(app.post(RECORDS, pressure(systolic, diastolic, at)), 409))
                    .isEqualTo("RECORD_CONFLICT");
            assertThat(countOf("health_records")).isEqualTo(1);
            assertThat(announcements()).isEqualTo(1);
        }

        @Test
        void implausibleValueIsRefusedNamingFieldValueAndRange() {

            var error = envelope(app.post(RECORDS, "{\"type\": \"heart_rate\", \"value\": 300}"), 422)
                    .path("error");

            assertThat(error.path("code").asString()).isEqualTo("IMPLAUSIBLE_VALUE");
            assertThat(error.path("details").get(0).path("field").asString()).isEqualTo("value");
            assertThat(error.path("details").get(0).path("message").asString())
                    .contains("300")
                    .contains("25–250");
            assertThat(countOf("health_records")).isZero();
        }

        @Test
        void meterThatShowsHiIsCritical() {

            var record = added("{\"type\": \"blood_sugar\", \"value\": 33.3, \"metadata\": {\"comparator\": \">\"}}");

            assertThat(record.path("indicators").path("level").asString()).isEqualTo("critical");
            assertThat(record.path("metadata").path("comparator").asString()).isEqualTo(">");
        }

        @ParameterizedTest
        @CsvSource({"300,201", "301,400", "-364,201", "-366,400"})
        void timeIsAtMostFiveMinutesAheadAndAYearBack(long shift, int status) {

            var at = shift > 0
                    ? Instant.now().plusSeconds(shift).minusMillis(shift == 300 ? 500 : -500)
                    : Instant.now().plus(Duration.ofDays(shift));

            app.post(RECORDS, "{\"type\": \"spo2\", \"value\": 97, \"recordedAt\": \"%s\"}".formatted(at))
                    .expectStatus()
                    .isEqualTo(status);
        }

        @Test
        void withoutConsentNothingIsKept() {

            Api.agrees(elder, false);

            assertThat(refusal(app.post(RECORDS, pressure(120, 80, Instant.now())), 403))
                    .isEqualTo("CONSENT_REQUIRED");
            assertThat(refusal(app.post(BATCH, "{\"records\": [{\"type\": \"spo2\", \"value\": 97}]}"), 403))
                    .isEqualTo("CONSENT_REQUIRED");
            assertThat(countOf("health_records")).isZero();
        }

        @Test
        void whileNobodyCanSayWhetherTheyConsentedNothingIsKept() {

            NeighbourStub.of("user-service").dropsConnections("GET", "/internal/users/%s/sharing".formatted(elder));

            assertThat(refusal(app.post(RECORDS, pressure(120, 80, Instant.now())), 503))
                    .isEqualTo("UPSTREAM_UNAVAILABLE");
            assertThat(countOf("health_records")).isZero();
        }

        @Test
        void consentIsRememberedWhileUserServiceIsAway() {

            added(pressure(120, 80, Instant.now().minusSeconds(5)));
            NeighbourStub.of("user-service").dropsConnections("GET", "/internal/users/%s/sharing".formatted(elder));

            added(pressure(121, 80, Instant.now().minusSeconds(4)));
        }

        @Test
        void notesAreStoredEncryptedAndShownToTheirOwner() {

            var id = added("{\"type\": \"spo2\", \"value\": 97, \"notes\": \"爬楼之后\"}")
                    .path("id")
                    .asString();

            assertThat(data(app.get(RECORDS + "/" + id), 200).path("notes").asString())
                    .isEqualTo("爬楼之后");
            var stored = database.sql("select encode(notes, 'escape') from health_records where user_id = :user")
                    .bind("user", elder)
                    .mapValue(String.class)
                    .one()
                    .block();
            assertThat(stored).isNotEmpty().doesNotContain("爬楼");
        }
    }

    @Nested
    class BadInput {

        @ParameterizedTest(name = "{1}: {0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"value\": 120} | type | VALIDATION_FAILED",
                    "{\"type\": \"mood\", \"value\": 5} | type | VALIDATION_FAILED",
                    "{\"type\": 5, \"value\": 5} | type | MALFORMED_REQUEST",
                    "{\"type\": \"heart_rate\"} | value | VALIDATION_FAILED",
                    "{\"type\": \"heart_rate\", \"value\": null} | value | VALIDATION_FAILED",
                    "{\"type\": \"heart_rate\", \"value\": \"72\"} | value | VALIDATION_FAILED",
                    "{\"type\": \"heart_rate\", \"value\": true} | value | VALIDATION_FAILED",
                    "{\"type\": \"heart_rate\", \"value\": [72]} | value | VALIDATION_FAILED",
                    "{\"type\": \"heart_rate\", \"value\": 1e400} | value | VALIDATION_FAILED",
                    "{\"type\": \"heart_rate\", \"value\": {\"beats\": 72}} | value | VALIDATION_FAILED",
                    "{\"type\": \"heart_rate\", \"value\": {\"bpm\": \"72\"}} | value.bpm | VALIDATION_FAILED",
                    "{\"type\": \"spo2\", \"value\": {\"bpm\": 97}} | value | VALIDATION_FAILED",
                    "{\"type\": \"blood_pressure\", \"value\": 120} | metadata.systolic | VALIDATION_FAILED",
                    "{\"type\": \"blood_pressure\", \"metadata\": {\"systolic\": 120}} | metadata.diastolic |"
                            + " VALIDATION_FAILED",
                    "{\"type\": \"blood_pressure\", \"value\": 121, \"metadata\": {\"systolic\": 120, \"diastolic\":"
                            + " 80}} | value | VALIDATION_FAILED",
                    "{\"type\": \"blood_pressure\", \"metadata\": {\"systolic\": \"x\", \"diastolic\": 80}} |"
                            + " metadata.systolic | MALFORMED_REQUEST",
                    "{\"type\": \"blood_pressure\", \"value\": {\"systolic\": 120, \"diastolic\": 80}, \"metadata\":"
                            + " {\"systolic\": 130}} | metadata.systolic | VALIDATION_FAILED",
                    "{\"type\": \"blood_sugar\", \"value\": 6, \"unit\": \"mg/dL\"} | unit | VALIDATION_FAILED",
                    "{\"type\": \"blood_sugar\", \"value\": 6, \"metadata\": {\"context\": \"rest\"}} |"
                            + " metadata.context | VALIDATION_FAILED",
                    "{\"type\": \"blood_sugar\", \"value\": 6, \"metadata\": {\"context\": \"supper\"}} |"
                            + " metadata.context | MALFORMED_REQUEST",
                    "{\"type\": \"spo2\", \"value\": 97, \"metadata\": {\"comparator\": \"<\"}} | metadata.comparator"
                            + " | VALIDATION_FAILED",
                    "{\"type\": \"spo2\", \"value\": 97, \"source\": \"band\"} | source | VALIDATION_FAILED",
                    "{\"type\": \"spo2\", \"value\": 97, \"recordedAt\": \"yesterday\"} | recordedAt |"
                            + " MALFORMED_REQUEST",
                    "{\"type\": \"spo2\", \"value\": 97, \"recordedAt\": 1700000000} | recordedAt | MALFORMED_REQUEST",
                    "{\"type\": \"spo2\", \"value\": 97, \"recordedAt\": \"2026-02-30T08:00:00Z\"} | recordedAt |"
                            + " MALFORMED_REQUEST",
                    "{\"type\": \"spo2\", \"value\": 97, \"notes\": \"a\\u0007b\"} | notes | VALIDATION_FAILED",
                    "{\"type\": \"sleep\", \"value\": 400, \"metadata\": {\"stages\": [{\"stage\": \"x y\","
                            + " \"minutes\": 400}]}} | metadata.stages | VALIDATION_FAILED",
                })
        void isRefusedNamingTheField(String body, String field, String code) {

            var error = envelope(app.post(RECORDS, body), 400).path("error");

            assertThat(error.path("code").asString()).isEqualTo(code);
            assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
            assertThat(countOf("health_records")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "null", "5", "{\"type\": \"spo2\", \"value\": NaN}", "{\"a\": 1}}"})
        void isNoReading(String body) {
            assertThat(refusal(app.post(RECORDS, body), 400)).isIn("MALFORMED_REQUEST", "VALIDATION_FAILED");
        }

        @Test
        void wrongMediaTypeAndMethodAreRefused() {

            var token = TestTokens.user(elder);
            assertThat(refusal(
                            client.post()
                                    .uri(RECORDS)
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "text/plain")
                                    .bodyValue("x")
                                    .exchange(),
                            415))
                    .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
            assertThat(refusal(app.put(RECORDS), 405)).isEqualTo("METHOD_NOT_ALLOWED");
        }
    }

    @Nested
    class Access {

        static Stream<String> endpoints() {
            return Stream.of(
                    "POST " + RECORDS,
                    "POST " + BATCH,
                    "GET " + RECORDS,
                    "GET " + RECORDS + "/" + UUID.randomUUID(),
                    "DELETE " + RECORDS + "/" + UUID.randomUUID(),
                    "GET " + SUMMARY,
                    "GET /api/v1/health/alerts",
                    "PUT /api/v1/health/alerts/" + UUID.randomUUID() + "/ack",
                    "GET /api/v1/health/thresholds",
                    "GET /api/v1/health/devices",
                    "POST /api/v1/health/devices",
                    "DELETE /api/v1/health/devices/" + UUID.randomUUID());
        }

        @ParameterizedTest
        @MethodSource("endpoints")
        void needsAToken(String endpoint) {
            assertThat(refusal(call(endpoint, null), 401)).isEqualTo("UNAUTHENTICATED");
        }

        @ParameterizedTest
        @MethodSource("endpoints")
        void refusesAForgedToken(String endpoint) {
            for (UnaryOperator<Token> wrong : java.util.List.<UnaryOperator<Token>>of(
                    Token::forged, Token::unsigned, Token::confusingAlgorithms, it -> it.audience("somebody"))) {
                assertThat(refusal(call(endpoint, "Bearer " + TestTokens.user(elder, wrong)), 401))
                        .isEqualTo("UNAUTHENTICATED");
            }
        }

        @ParameterizedTest
        @MethodSource("endpoints")
        void refusesAnExpiredToken(String endpoint) {
            assertThat(refusal(call(endpoint, "Bearer " + TestTokens.user(elder, Token::expired)), 401))
                    .isEqualTo("TOKEN_EXPIRED");
        }

        @ParameterizedTest
        @MethodSource("endpoints")
        void isNotForChildrenOperatorsAndServices(String endpoint) {
            assertThat(refusal(call(endpoint, "Bearer " + TestTokens.child(elder)), 403))
                    .isEqualTo("FORBIDDEN");
            assertThat(refusal(call(endpoint, "Bearer " + TestTokens.operator(elder, "ADMIN")), 403))
                    .isEqualTo("FORBIDDEN");
            call(endpoint, "Service " + TestTokens.service("child-service", "health-service"))
                    .expectStatus()
                    .is4xxClientError();
        }

        @Test
        void somebodyElsesRecordIsNotThere() {

            var id = added(pressure(120, 80, Instant.now())).path("id").asString();
            var stranger = Api.ofElder(client, UUID.randomUUID());

            assertThat(refusal(stranger.get(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
            assertThat(refusal(stranger.delete(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
            assertThat(data(stranger.get(RECORDS), 200).path("items")).isEmpty();
            assertThat(countOf("health_records")).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"42", "x", "0192F0C1-0000-7000-8000-000000000000", "%00"})
        void idOfAnotherFormIsNotFound(String id) {
            assertThat(refusal(app.get(RECORDS + "/" + id), 404)).isEqualTo("NOT_FOUND");
        }

        private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec call(
                String endpoint, String authorization) {

            var space = endpoint.indexOf(' ');
            return client.method(org.springframework.http.HttpMethod.valueOf(endpoint.substring(0, space)))
                    .uri(endpoint.substring(space + 1))
                    .headers(it -> {
                        if (authorization != null) {
                            it.set("Authorization", authorization);
                        }
                    })
                    .exchange();
        }
    }

    @Nested
    class Batches {

        @Test
        void judgesEachItemByItself() {

            var at = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
            added(pressure(120, 80, at));

            var answer = data(
                    app.post(BATCH, """
                        {"records": [
                            %s, %s, %s,
                            {"type": "heart_rate", "value": 300},
                            {"type": "heart_rate", "value": "x"},
                            {"type": {}, "value": 1},
                            "nonsense", null,
                            {"type": "spo2", "value": 97, "recordedAt": "%s"}
                        ]}\
                        """.formatted(
                            pressure(120, 80, at), pressure(121, 80, at), pressure(122, 80, at.plusSeconds(1)), at)),
                    200);

            assertThat(answer.path("accepted").asInt()).isEqualTo(2);
            assertThat(answer.path("duplicates").asInt()).isEqualTo(1);
            assertThat(answer.path("rejected")
                            .valueStream()
                            .map(it -> it.path("index").asInt() + " "
                                    + it.path("code").asString()))
                    .containsExactly(
                            "1 RECORD_CONFLICT",
                            "3 IMPLAUSIBLE_VALUE",
                            "4 VALIDATION_FAILED",
                            "5 MALFORMED_REQUEST",
                            "6 VALIDATION_FAILED",
                            "7 VALIDATION_FAILED");
            assertThat(answer.path("rejected").valueStream())
                    .allMatch(it -> !it.path("message").asString().isBlank());
        }

        @Test
        void isOneEventInTimeOrder() {

            var now = Instant.now();
            var body = IntStream.range(0, 200)
                    .mapToObj(i -> pressure(110 + i % 20, 70, now.minusSeconds(i)))
                    .collect(Collectors.joining(",", "{\"records\": [", "]}"));

            assertThat(data(app.post(BATCH, body), 200).path("accepted").asInt())
                    .isEqualTo(200);

            var event = RecordedEvents.of("health-record-ingested").await(elder.toString());
            EventContract.of("health-record-ingested").verify(event.value());
            assertThat(event.json().path("readings")).hasSize(200);
            assertThat(event.json()
                            .path("readings")
                            .valueStream()
                            .map(it -> Instant.parse(it.path("recordedAt").asString())))
                    .isSorted();
            assertThat(announcements()).isEqualTo(1);
        }

        @Test
        void askedTwiceNothingIsStoredOrToldTwice() {

            var at = Instant.now().minusSeconds(60);
            var body = "{\"records\": [%s, %s]}".formatted(pressure(120, 80, at), pressure(120, 80, at.plusSeconds(1)));

            app.post(BATCH, body);
            var again = data(app.post(BATCH, body), 200);

            assertThat(again.path("accepted").asInt()).isZero();
            assertThat(again.path("duplicates").asInt()).isEqualTo(2);
            assertThat(countOf("health_records")).isEqualTo(2);
            assertThat(announcements()).isEqualTo(1);
        }

        @Test
        void sameMomentTwiceInOneBatchIsADuplicateOrAConflict() {

            var at = Instant.now().minusSeconds(60);

            var answer = data(
                    app.post(
                            BATCH,
                            "{\"records\": [%s, %s, %s]}"
                                    .formatted(pressure(120, 80, at), pressure(120, 80, at), pressure(130, 80, at))),
                    200);

            assertThat(answer.path("accepted").asInt()).isEqualTo(1);
            assertThat(answer.path("duplicates").asInt()).isEqualTo(1);
            assertThat(answer.path("rejected").get(0).path("index").asInt()).isEqualTo(2);
        }

        @Test
        void fiveHundredAreTakenAndOneMoreIsNot() {

            var now = Instant.now();
            var five = IntStream.range(0, 500)
                    .mapToObj(i -> pressure(120, 80, now.minusSeconds(i)))
                    .collect(Collectors.joining(","));

            assertThat(data(app.post(BATCH, "{\"records\": [%s]}".formatted(five)), 200)
                            .path("accepted")
                            .asInt())
                    .isEqualTo(500);
            assertThat(refusal(app.post(BATCH, "{\"records\": [%s, {}]}".formatted(five)), 400))
                    .isEqualTo("VALIDATION_FAILED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"records\": []}", "{\"records\": null}", "{\"records\": {}}", "[]"})
        void withoutRecordsIsRefused(String body) {
            assertThat(refusal(app.post(BATCH, body), 400)).isIn("VALIDATION_FAILED", "MALFORMED_REQUEST");
        }

        @Test
        void tooLargeABodyIsRefused() {
            assertThat(refusal(app.post(BATCH, "{\"records\": [\"%s\"]}".formatted("x".repeat(1 << 20))), 413))
                    .isEqualTo("PAYLOAD_TOO_LARGE");
        }
    }

    @Nested
    class Reading {

        @Test
        void pagesThroughRecordsNewestFirst() {

            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            IntStream.range(0, 5).forEach(i -> added(pressure(120 + i, 80, now.minus(Duration.ofDays(i * 20L)))));
            added("{\"type\": \"spo2\", \"value\": 97}");

            var first = data(app.get(RECORDS + "?type=blood_pressure&limit=2"), 200);
            added(pressure(140, 80, now.plusSeconds(1)));
            var second = data(
                    app.get(
                            RECORDS + "?type=blood_pressure&limit=2&cursor={c}",
                            first.path("nextCursor").asString()),
                    200);
            var third = data(
                    app.get(
                            RECORDS + "?type=blood_pressure&limit=2&cursor={c}",
                            second.path("nextCursor").asString()),
                    200);

            assertThat(values(first)).containsExactly(120, 121);
            assertThat(values(second)).containsExactly(122, 123);
            assertThat(values(third)).containsExactly(124);
            assertThat(third.path("nextCursor").isNull()).isTrue();
        }

        @Test
        void filtersByTimeAndDay() {

            var noon = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"))
                    .minusDays(3)
                    .atTime(12, 0)
                    .atZone(java.time.ZoneId.of("Asia/Shanghai"));
            added(pressure(121, 80, noon.minusDays(1).toInstant()));
            added(pressure(122, 80, noon.toInstant()));
            added(pressure(123, 80, noon.plusDays(1).toInstant()));

            assertThat(values(data(app.get(RECORDS + "?from={d}&to={d}", noon.toLocalDate(), noon.toLocalDate()), 200)))
                    .containsExactly(122);
            assertThat(values(data(app.get(RECORDS + "?from={t}", noon.toInstant()), 200)))
                    .containsExactly(123, 122);
            assertThat(values(data(app.get(RECORDS + "?to={t}", noon.toInstant()), 200)))
                    .containsExactly(122, 121);
        }

        @ParameterizedTest
        @CsvSource({
            "type=mood,type",
            "from=yesterday,from",
            "to=2026-13-01,to",
            "limit=0,limit",
            "limit=101,limit",
            "limit=x,limit",
            "cursor=x,cursor",
            "from=2026-11-02&to=2026-11-01,from"
        })
        void wrongQueryIsRefusedNamingTheParameter(String query, String field) {

            var error = envelope(app.get(RECORDS + "?" + query), 400).path("error");

            assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
        }

        @Test
        void summaryIsTheNewestOfEachTypeWithWhatChanged() {

            var now = Instant.now();
            added(pressure(150, 90, now.minusSeconds(120)));
            added(pressure(138, 86, now.minusSeconds(60)));
            added("{\"type\": \"spo2\", \"value\": 97}");

            var items = data(app.get(SUMMARY), 200).path("items");

            assertThat(items).hasSize(2);
            assertThat(items.get(0).path("value").asInt()).isEqualTo(138);
            assertThat(items.get(0).path("change").asInt()).isEqualTo(-12);
            assertThat(items.get(0).path("indicators").path("level").asString()).isEqualTo("elevated");
            assertThat(items.get(1).path("type").asString()).isEqualTo("spo2");
            assertThat(items.get(1).has("change")).isFalse();
        }

        @Test
        void textsFollowTheLanguage() {

            added("{\"type\": \"spo2\", \"value\": 92}");

            var body = client.get()
                    .uri(SUMMARY)
                    .header("Authorization", "Bearer " + TestTokens.user(elder))
                    .header("Accept-Language", "en")
                    .exchange();

            assertThat(data(body, 200)
                            .path("items")
                            .get(0)
                            .path("indicators")
                            .path("description")
                            .asString())
                    .isEqualTo("Blood oxygen is low");
        }
    }

    @Nested
    class Deleting {

        @Test
        void takesARecordBackOnce() {

            var id = added(pressure(120, 80, Instant.now())).path("id").asString();

            app.delete(RECORDS + "/" + id).expectStatus().isOk();

            assertThat(refusal(app.get(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
            assertThat(refusal(app.delete(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
            assertThat(countOf("health_records")).isZero();
        }

        @Test
        void recordOfADeviceStays() {

            var id = added(pressure(120, 80, Instant.now())).path("id").asString();
            database.sql("update health_records set source = 'BAND' where user_id = :user")
                    .bind("user", elder)
                    .then()
                    .block();

            assertThat(refusal(app.delete(RECORDS + "/" + id), 409)).isEqualTo("RECORD_FROM_DEVICE");
            assertThat(countOf("health_records")).isEqualTo(1);
        }
    }

    @Nested
    class ForNeighbours {

        static Stream<String> endpoints() {
            return Stream.of("summary", "records", "alerts", "thresholds");
        }

        @ParameterizedTest
        @MethodSource("endpoints")
        void answersAndLeavesARowInTheAuditLog(String what) {

            var child = UUID.randomUUID();
            var answer = client.get()
                    .uri("/internal/users/{id}/health/{what}", elder, what)
                    .header("Authorization", "Service " + TestTokens.service("child-service", "health-service"))
                    .header("X-Acting-For", "child:" + child)
                    .exchange();

            assertThat(data(answer, 200).path("items").isArray()).isTrue();
            var rows = database.sql("""
                select what || ' ' || who_service || ' ' || who_id
                  from audit_log
                 where whose_id = :user
                """)
                    .bind("user", elder)
                    .mapValue(String.class)
                    .all()
                    .collectList()
                    .block();
            assertThat(rows).containsExactly("read-health-%s child-service %s".formatted(what, child));
        }

        @ParameterizedTest
        @MethodSource("endpoints")
        void answersNobodyElse(String what) {

            for (var authorization : java.util.List.of(
                    "Service " + TestTokens.service("gateway", "health-service"),
                    "Bearer " + TestTokens.user(elder),
                    "Bearer " + TestTokens.child(elder),
                    "Service " + TestTokens.service("child-service", "health-service", Token::forged),
                    "Service " + TestTokens.service("child-service", "user-service"))) {
                client.get()
                        .uri("/internal/users/{id}/health/{what}", elder, what)
                        .header("Authorization", authorization)
                        .exchange()
                        .expectStatus()
                        .value(it -> assertThat(it).isIn(401, 403));
            }
        }

        @Test
        void answersAsThePublicCallDoes() {

            added(pressure(168, 104, Instant.now()));

            var own = data(app.get(RECORDS), 200);
            var asked = client.get()
                    .uri("/internal/users/{id}/health/records", elder)
                    .header("Authorization", "Service " + TestTokens.service("child-service", "health-service"))
                    .exchange();

            assertThat(data(asked, 200)).isEqualTo(own);
        }
    }

    @Test
    void thresholdsAreTheBoundsOfAlerts() {

        var items = data(app.get("/api/v1/health/thresholds"), 200).path("items");

        assertThat(items.valueStream()
                        .filter(it -> it.path("type").asString().equals("blood_pressure"))
                        .map(it -> "%s %s–%s %s"
                                .formatted(
                                        it.path("component").asString(),
                                        it.path("low").asInt(),
                                        it.path("high").asInt(),
                                        it.path("custom").asBoolean())))
                .containsExactly("systolic 85–150 false", "diastolic 55–100 false");
        assertThat(items).hasSize(7);
    }

    private JsonNode added(String body) {
        return data(app.post(RECORDS, body), 201);
    }

    static String pressure(int systolic, int diastolic, Instant at) {
        return "{\"type\": \"blood_pressure\", \"value\": %d, \"recordedAt\": \"%s\", \"metadata\": {\"systolic\": %d, \"diastolic\": %d}}"
                .formatted(systolic, at, systolic, diastolic);
    }

    private static java.util.List<Integer> values(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(it -> it.path("value").asInt())
                .toList();
    }

    private long countOf(String table) {
        return database.sql("select count(*) from %s where user_id = :user".formatted(table))
                .bind("user", elder)
                .mapValue(Long.class)
                .one()
                .block();
    }

    private long announcements() {
        return database.sql("""
            select count(*)
              from outbox_messages
             where topic = 'health-record-ingested' and message_key = :user
            """)
                .bind("user", elder.toString())
                .mapValue(Long.class)
                .one()
                .block();
    }

    private static org.assertj.core.data.TemporalUnitOffset within(long seconds) {
        return new org.assertj.core.data.TemporalUnitWithinOffset(seconds, ChronoUnit.SECONDS);
    }
}
