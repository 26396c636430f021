package com.banxiang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@EdgeTest
@ExtendWith(OutputCaptureExtension.class)
class EnvelopeApiTests {

    @Autowired
    WebTestClient anybody;

    WebTestClient client;

    @BeforeEach
    void loggedIn() {
        client = anybody.mutate()
                .defaultHeader("Authorization", "Bearer " + TestTokens.user(UUID.randomUUID()))
                .build();
    }

    @Test
    void successIsTheEnvelopeWithItsData() {
        post("{\"name\":\"小明\",\"colour\":\"sky_blue\",\"at\":\"2026-11-20T08:00:00+08:00\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.success")
                .isEqualTo(true)
                .jsonPath("$.code")
                .isEqualTo(201)
                .jsonPath("$.message")
                .isEqualTo("操作成功")
                .jsonPath("$.data.colour")
                .isEqualTo("sky_blue")
                .jsonPath("$.data.at")
                .isEqualTo("2026-11-20T00:00:00Z")
                .jsonPath("$.error")
                .doesNotExist()
                .jsonPath("$.timestamp")
                .isNumber()
                .jsonPath("$.requestId")
                .value(String.class, it -> assertThat(it).startsWith("req_"));
    }

    @Test
    void nullsAreLeftOut() {
        post("{\"name\":\"小明\"}").expectBody().jsonPath("$.data.colour").doesNotExist();
    }

    @Test
    void aTimeWithoutOffsetIsChinas() {
        post("{\"name\":\"小明\",\"at\":\"2026-11-20T08:00:00\"}")
                .expectBody()
                .jsonPath("$.data.at")
                .isEqualTo("2026-11-20T00:00:00Z");
    }

    /** Finer digits would only make equal times look different. */
    @Test
    void timesAreToldToTheMillisecond() {
        post("{\"name\":\"小明\",\"at\":\"2026-11-20T08:00:00.123456789Z\"}")
                .expectBody()
                .jsonPath("$.data.at")
                .isEqualTo("2026-11-20T08:00:00.123Z");
    }

    @Test
    void anEmojiIsOneCharacter() {
        post("{\"name\":\"😀😀😀😀😀\"}").expectStatus().isCreated();
        refusal(post("{\"name\":\"😀😀😀😀😀😀\"}"), 400, "VALIDATION_FAILED");
    }

    @Test
    void refusalIsItsEnumsNameWithItsText() {
        refusal(client.post().uri("/api/v1/refused").exchange(), 409, "THING_FULL");
    }

    @Test
    void tooManyRequestsSaysWhenToComeBackInWholeSeconds() {
        client.post()
                .uri("/api/v1/hurried")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                              | name
        {"name":""}                                     | name
        {"name":"  "}                                   | name
        {"name":"一二三四五六"}                            | name
        {"name":"a\\u0007"}                             | name
        {"name":"小明","phone":"12345"}                  | phone
        {"name":"小明","parts":[{"size":1},{"size":11}]} | parts[1].size
        {"name":"小明","parts":[{}]}                     | parts[0].size
        {"name":"小明","parts":[{"size":1},{"size":1},{"size":1}]} | parts
        """)
    void whatBreaksARuleIsNamed(String body, String field) {
        refusal(post(body), 400, "VALIDATION_FAILED")
                .jsonPath("$.error.details[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":42}                                    | name
        {"name":"小明","colour":"pink"}                 | colour
        {"name":"小明","colour":"SKY_BLUE"}             | colour
        {"name":"小明","colour":0}                      | colour
        {"name":"小明","colour":""}                     | colour
        {"name":"小明","at":1763625600000}              | at
        {"name":"小明","at":"2026-02-30T00:00:00Z"}     | at
        {"name":"小明","at":"1899-12-31T23:59:59Z"}     | at
        {"name":"小明","parts":[{"size":"1"}]}          | parts[0].size
        {"name":"小明","parts":[{"size":1.5}]}          | parts[0].size
        {"name":"小明","parts":{}}                      | parts
        {"name":"a\\u0000b"}                           | name
        """)
    void whatHasAnotherTypeIsNamed(String body, String field) {
        refusal(post(body), 400, "MALFORMED_REQUEST")
                .jsonPath("$.error.details[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"x\"", "{\"name\":NaN}", "{\"name\":\"x\"} trailing", "null"})
    void whatIsNoJsonObjectIsMalformed(String body) {
        refusal(post(body), 400, "MALFORMED_REQUEST");
    }

    @Test
    void deepNestingIsMalformed() {
        refusal(post("[".repeat(500_000)), 400, "MALFORMED_REQUEST");
    }

    @Test
    void anAnnouncedBodyTooLargeIsRefusedAtOnce() {
        refusal(post("{\"name\":\"" + "x".repeat(1 << 20) + "\"}"), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void anAnnouncedBodyTooLargeIsRefusedEvenWhereNobodyReadsIt() {
        var answer = client.post()
                .uri("/api/v1/refused")
                .bodyValue("x".repeat((1 << 20) + 1))
                .exchange();
        refusal(answer, 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffWhereItGrowsTooLong() {
        var pieces = Flux.concat(
                Mono.just("{\"name\":\""), Flux.range(0, 1025).map(_ -> "x".repeat(1024)), Mono.just("\"}"));
        var answer = client.post()
                .uri("/api/v1/things")
                .contentType(MediaType.APPLICATION_JSON)
                .body(pieces, String.class)
                .exchange();
        refusal(answer, 413, "PAYLOAD_TOO_LARGE");
    }

    /** As a webhook's, whose signature is of the bytes. */
    @Test
    void aBodyThatIsReadRawIsCutOffToo() {
        var answer = client.post().uri("/api/v1/raw").bodyValue("x".repeat(101)).exchange();
        refusal(answer, 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void unknownFieldsAreIgnored() {
        post("{\"name\":\"小明\",\"nobody\":\"knows\"}").expectStatus().isCreated();
    }

    @Test
    void messagesAreEnglishForWhoAsksForIt() {
        refusal(
                        client.get()
                                .uri("/api/v1/nothing")
                                .header("Accept-Language", "en-US,en;q=0.9")
                                .exchange(),
                        404,
                        "NOT_FOUND")
                .jsonPath("$.message")
                .isEqualTo("Not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "zh-TW", "*"})
    void messagesAreChineseForEverybodyElse(String language) {
        refusal(
                        client.get()
                                .uri("/api/v1/nothing")
                                .header("Accept-Language", language)
                                .exchange(),
                        404,
                        "NOT_FOUND")
                .jsonPath("$.message")
                .isEqualTo("没有找到");
    }

    @Test
    void anIdOfAnotherFormIsNotFound() {
        refusal(get("/api/v1/things/42"), 404, "NOT_FOUND");
        refusal(get("/api/v1/things/1-1-1-1-1"), 404, "NOT_FOUND");
    }

    @Test
    void anUnknownThingIsNotFoundUnderItsOwnCode() {
        refusal(get("/api/v1/things/" + UUID.randomUUID()), 404, "THING_NOT_FOUND");
    }

    @Test
    void unknownPathsWrongMethodsAndMediaTypesAreEnvelopesToo() {

        refusal(get("/api/v1/nothing"), 404, "NOT_FOUND");
        var deleted = client.method(HttpMethod.DELETE).uri("/api/v1/things").exchange();
        refusal(deleted, 405, "METHOD_NOT_ALLOWED");
        deleted.expectHeader().value("Allow", it -> assertThat(it.split(",")).containsExactlyInAnyOrder("GET", "POST"));
        refusal(
                client.get()
                        .uri("/api/v1/things")
                        .accept(MediaType.APPLICATION_XML)
                        .exchange(),
                406,
                "NOT_ACCEPTABLE");
        refusal(
                client.post()
                        .uri("/api/v1/things")
                        .contentType(MediaType.APPLICATION_XML)
                        .bodyValue("<name/>")
                        .exchange(),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @CsvSource({
        "colour=pink&at=2026-11-20T08:00:00Z,colour",
        "colour=SKY_BLUE&at=2026-11-20T08:00:00Z,colour",
        "colour=sky_blue&at=yesterday,at",
    })
    void aQueryOfAnotherTypeIsNamed(String query, String field) {
        refusal(get("/api/v1/coloured?" + query), 400, "MALFORMED_REQUEST")
                .jsonPath("$.error.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void aMissingQueryIsNamed() {
        refusal(get("/api/v1/coloured?colour=sky_blue"), 400, "VALIDATION_FAILED")
                .jsonPath("$.error.details[0].field")
                .isEqualTo("at");
    }

    @Test
    void aPageLeadsToTheNextUntilTheLast() {

        var first = client.get()
                .uri("/api/v1/things?limit=20")
                .exchange()
                .expectBody(Listed.class)
                .returnResult()
                .getResponseBody();

        assertThat(first.data().items()).hasSize(20);

        client.get()
                .uri("/api/v1/things?limit=20&cursor=" + first.data().nextCursor())
                .exchange()
                .expectBody()
                .jsonPath("$.data.items[0]")
                .isEqualTo(20)
                .jsonPath("$.data.items.length()")
                .isEqualTo(5)
                .consumeWith(it ->
                        assertThat(new String(it.getResponseBodyContent())).contains("\"nextCursor\":null"));
    }

    @ParameterizedTest
    @CsvSource({"'',20", "limit=1,1", "limit=100,25", "cursor=,20"})
    void aPageHasTwentyUnlessAnotherNumberIsAskedFor(String query, int many) {
        get("/api/v1/things?" + query)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.items.length()")
                .isEqualTo(many);
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=101,limit", "limit=x,limit", "cursor=x,cursor", "cursor=AAAA,cursor"})
    void aPageThatCannotBeIsRefused(String query, String field) {
        refusal(get("/api/v1/things?" + query), 400, "VALIDATION_FAILED")
                .jsonPath("$.error.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void aSafeRequestIdIsEchoedAndAnUnsafeOneReplaced() {

        client.get()
                .uri("/api/v1/nothing")
                .header("X-Request-Id", "req_7")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "req_7")
                .expectBody()
                .jsonPath("$.requestId")
                .isEqualTo("req_7");

        for (var unsafe : List.of("a b\"c", "", "x".repeat(65))) {
            client.get()
                    .uri("/api/v1/nothing")
                    .header("X-Request-Id", unsafe)
                    .exchange()
                    .expectHeader()
                    .value("X-Request-Id", it -> assertThat(it).startsWith("req_"));
        }
    }

    @Test
    void ourFaultTellsNothingButTheRequestId(CapturedOutput output) {

        var broken = client.get()
                .uri("/api/v1/broken")
                .header("X-Request-Id", "req_of_a_fault")
                .exchange();
        var body = refusal(broken, 500, "INTERNAL_ERROR")
                .jsonPath("$.requestId")
                .isEqualTo("req_of_a_fault")
                .returnResult()
                .getResponseBodyContent();

        assertThat(new String(body)).doesNotContain("things", "13800138000", "Exception");
        assertThat(output)
                .contains("request failed", "req_of_a_fault", "138****8000")
                .doesNotContain("13800138000");
    }

    @Test
    void whatIsAwayIsUnavailable() {
        refusal(get("/api/v1/away"), 503, "UPSTREAM_UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/late", "/api/v1/endless"})
    void whatTakesTooLongTimesOut(String path) {
        refusal(get(path), 504, "UPSTREAM_TIMEOUT");
    }

    record Listed(Items data) {}

    record Items(List<Integer> items, String nextCursor) {}

    private ResponseSpec get(String uri) {
        return client.get().uri(uri).exchange();
    }

    private ResponseSpec post(String body) {
        return client.post()
                .uri("/api/v1/things")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static BodyContentSpec refusal(ResponseSpec answer, int status, String code) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.success")
                .isEqualTo(false)
                .jsonPath("$.code")
                .isEqualTo(status)
                .jsonPath("$.error.code")
                .isEqualTo(code)
                .jsonPath("$.data")
                .doesNotExist();
    }
}
