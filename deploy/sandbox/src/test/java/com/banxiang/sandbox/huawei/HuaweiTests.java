package com.banxiang.sandbox.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.SandboxTest;
import com.banxiang.sandbox.SettableClock;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Huawei's cloud as the page on wearables describes it. */
@SandboxTest
class HuaweiTests {

    private static final AtomicInteger LAST_PERSON = new AtomicInteger();
    private static final String REDIRECT = "http://127.0.0.1:8080/api/v1/health/devices/callback/huawei";
    private static final String SCOPE =
            "openid https://www.huawei.com/healthkit/heartrate.read" + " https://www.huawei.com/healthkit/sleep.read";

    /** Of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String HEART_RATE = "com.huawei.instantaneous.heart_rate";

    private final String openId = "person" + LAST_PERSON.incrementAndGet();

    @Autowired
    WebTestClient client;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void noFaults() {
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

    @Test
    void whoAgreesIsSentBackWithACodeThatHasToBeEncoded() {

        var back = query(authorize(Function.identity()));

        assertThat(back.get("state")).isEqualTo("s/1+=");
        assertThat(back.get("code")).contains("/", "+", "=");
    }

    @Test
    void whoRefusesIsSentBackWithAnError() {
        assertThat(query(authorize(it -> it + "&simulate=deny")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "s/1+=")
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=100000001 | client_id=1",
                "callback%2Fhuawei | callback%2Fother",
                "scope=openid | scope=",
                "response_type=code | response_type=token",
                "S256 | plain",
                "code_challenge=E9 | x="
            })
    void whatIsNotRegisteredIsRefused(String right, String wrong) {
        client.get()
                .uri(at(address(it -> it.replace(right, wrong))))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void codeGivesTokensOnce() {

        var code = query(authorize(Function.identity())).get("code");
        var tokens = json(exchange(code, VERIFIER), 200);

        assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.path("refresh_token").asString()).isNotEmpty();
        assertThat(tokens.path("scope").asString().split(" ")).contains("openid");
        var claims = new String(
                Base64.getUrlDecoder().decode(tokens.path("id_token").asString().split("\\.")[1]),
                StandardCharsets.UTF_8);
        assertThat(JsonMapper.shared().readTree(claims).path("openid").asString())
                .isEqualTo(openId);
        assertThat(json(exchange(code, VERIFIER), 400).path("error").isIntegralNumber())
                .isTrue();
    }

    @Test
    void codeIsForWhoeverKnowsTheVerifierAndForFiveMinutes() {

        assertThat(json(exchange(query(authorize(Function.identity())).get("code"), "another"), 400)
                        .path("sub_error")
                        .asInt())
                .isEqualTo(20156);
        var code = query(authorize(Function.identity())).get("code");
        clock.forward(Duration.ofMinutes(5));
        assertThat(json(exchange(code, VERIFIER), 400).path("sub_error").asInt())
                .isEqualTo(20152);
    }

    @Test
    void onlineAccessHasNoRefreshToken() {

        var code = query(authorize(it -> it.replace("access_type=offline", "access_type=online")))
                .get("code");

        assertThat(json(exchange(code, VERIFIER), 200).has("refresh_token")).isFalse();
    }

    @Test
    void tokensAreAskedForByAForm() {
        client.post()
                .uri("/huawei/oauth2/v3/token")
                .header("Content-Type", "application/json")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void refreshGivesAnAccessTokenAndNoOtherRefreshToken() {

        var tokens = linked();
        var renewed = json(refresh(tokens), 200);

        assertThat(renewed.path("access_token").asString())
                .isNotEmpty()
                .isNotEqualTo(tokens.path("access_token").asString());
        assertThat(renewed.has("refresh_token")).isFalse();
    }

    @Test
    void accessTokenLivesAnHourOrUntilItIsExpired() {

        var tokens = linked();
        samples(tokens, clock.instant(), 1, HEART_RATE).expectStatus().isOk();
        clock.forward(Duration.ofHours(1));
        samples(tokens, clock.instant(), 1, HEART_RATE).expectStatus().isUnauthorized();

        var renewed = json(refresh(tokens), 200);
        samples(renewed, clock.instant(), 1, HEART_RATE).expectStatus().isOk();
        control("/expire");
        samples(renewed, clock.instant(), 1, HEART_RATE).expectStatus().isUnauthorized();
        json(refresh(tokens), 200);
    }

    @Test
    void leaveThatWasTakenBackIsDeadEverywhere() {

        var tokens = linked();
        control("/revoke");

        var dead = json(refresh(tokens), 400);
        assertThat(dead.path("error").asInt()).isEqualTo(1203);
        assertThat(dead.path("sub_error").asInt()).isEqualTo(31204);
        samples(tokens, clock.instant(), 1, HEART_RATE).expectStatus().isUnauthorized();
    }

    @Test
    void leaveIsGivenBack() {

        var tokens = linked();

        client.delete()
                .uri("/huawei/healthkit/v2/consents/100000001?deleteData=false")
                .header(HttpHeaders.AUTHORIZATION, bearer(tokens))
                .exchange()
                .expectStatus()
                .isOk();

        json(refresh(tokens), 400);
    }

    @Test
    void whatIsMeasuredIsFoundInNanoseconds() {

        var tokens = linked();
        var at = clock.instant();
        clock.forward(Duration.ofMinutes(1));
        measure("[{\"metric\":\"heart_rate\",\"value\":71,\"measuredAt\":\"%s\"}]".formatted(at));

        var answer = json(samples(tokens, at, 30_000, HEART_RATE), 200);

        var point = answer.at("/group/0/sampleSet/0/samplePoints/0");
        assertThat(point.path("startTime").asLong()).isEqualTo(at.toEpochMilli() * 1_000_000);
        assertThat(point.path("dataTypeName").asString()).isEqualTo(HEART_RATE);
        assertThat(point.at("/value/0/fieldName").asString()).isEqualTo("bpm");
        assertThat(point.at("/value/0/integerValue").asInt()).isEqualTo(71);
    }

    @Test
    void nightsAreRecordsInNanosecondsWithMillisecondsInside() {

        var tokens = linked();
        var start = clock.instant().plusSeconds(60);
        var end = start.plus(Duration.ofHours(7));
        measure("[{\"metric\":\"sleep\",\"value\":400,\"start\":\"%s\",\"end\":\"%s\"}]".formatted(start, end));

        var answer = json(
                nights(
                        tokens,
                        start.toEpochMilli() + "000000",
                        end.plusSeconds(1).toEpochMilli() + "000000"),
                200);

        var night = answer.at("/healthRecords/0");
        assertThat(night.path("endTime").asLong()).isEqualTo(end.toEpochMilli() * 1_000_000);
        assertThat(night.at("/value/0/longValue").asLong()).isEqualTo(start.toEpochMilli());
        assertThat(night.at("/value/2/integerValue").asInt()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767254400", "1767254400000", "1767254400000000"})
    void nightsAskedForInAnotherUnitAreRefused(String time) {
        json(nights(linked(), time, time + "1"), 400);
    }

    @Test
    void samplesAskedForInAnotherUnitAreRefused() {

        var tokens = linked();
        var now = clock.instant().toEpochMilli();

        for (var unit : new String[] {now / 1000 + "", now + "000", now + "000000"}) {
            json(
                    post(
                            tokens,
                            "{\"polymerizeWith\":[{\"dataTypeName\":\"%s\"}],\"startTime\":%s,\"endTime\":%s1}"
                                    .formatted(HEART_RATE, unit, unit)),
                    400);
        }
    }

    @Test
    void whatIsOlderThanTheLeaveIsOutOfRange() {

        var tokens = linked();

        var refused = json(samples(tokens, clock.instant().minusSeconds(60), 1, HEART_RATE), 403);

        assertThat(refused.at("/error/message").asString()).isEqualTo("The query time is out of range.");
    }

    @Test
    void whatWasNotAllowedIsRefused() {
        json(samples(linked(), clock.instant(), 1, "com.huawei.instantaneous.spo2"), 403);
    }

    @Test
    void unknownTypesAndLongWindowsAreRefused() {
        json(samples(linked(), clock.instant(), 1, "com.huawei.mood"), 400);
        json(samples(linked(), clock.instant(), Duration.ofDays(30).toMillis() + 1, HEART_RATE), 400);
    }

    @ParameterizedTest
    @CsvSource({"429, 429", "500, 500", "401, 401"})
    void faultsAreAnsweredInItsOwnForm(int fault, int status) {

        client.post()
                .uri("/_sandbox/faults")
                .header("Content-Type", "application/json")
                .bodyValue(
                        "{\"vendor\":\"huawei\",\"status\":%d,\"operation\":\"sampleSet:polymerize\"}".formatted(fault))
                .exchange()
                .expectStatus()
                .isOk();

        var answer = samples(linked(), clock.instant(), 1, HEART_RATE);
        if (status == 429) {
            answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "1");
        }
        assertThat(json(answer, status).at("/error/code").asInt()).isEqualTo(status);
    }

    @Test
    void revokedGrantIsAFaultOfTheSignIn() {

        var tokens = linked();
        client.post()
                .uri("/_sandbox/faults")
                .header("Content-Type", "application/json")
                .bodyValue("{\"vendor\":\"huawei\",\"kind\":\"revoked_grant\"}")
                .exchange()
                .expectStatus()
                .isOk();

        samples(tokens, clock.instant(), 1, HEART_RATE).expectStatus().isOk();
        assertThat(json(refresh(tokens), 400).path("error").asInt()).isEqualTo(1203);
    }

    @Test
    void secretsOfCallsAreStarredOut() {

        var tokens = linked();
        samples(tokens, clock.instant(), 1, HEART_RATE).expectStatus().isOk();

        var calls = client.get()
                .uri("/_sandbox/calls?vendor=huawei")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(calls)
                .contains("Bearer ***", "client_secret=***")
                .doesNotContain(
                        "sandbox-huawei-secret", tokens.path("access_token").asString(), VERIFIER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{\"metric\":\"mood\"}]", "[{\"metric\":\"spo2\"}]", "[1]"})
    void recordsAreAnArrayOfMeasurements(String records) {
        client.post()
                .uri("/_sandbox/wearables/huawei/users/" + openId + "/records")
                .header("Content-Type", "application/json")
                .bodyValue(records)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    /** Encoded already. */
    private static Function<UriBuilder, URI> at(String path) {
        return it -> URI.create(it.build() + path);
    }

    private String address(Function<String, String> but) {
        return "/huawei/oauth2/v3/authorize?"
                + but.apply(
                        "response_type=code&client_id=100000001&redirect_uri=%s&scope=%s&state=%s&access_type=offline&display=touch&code_challenge=%s&code_challenge_method=S256&account=%s"
                                .formatted(encoded(REDIRECT), encoded(SCOPE), encoded("s/1+="), CHALLENGE, openId));
    }

    private URI authorize(Function<String, String> but) {

        var location = client.get()
                .uri(at(address(but)))
                .exchange()
                .expectStatus()
                .isFound()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();
        assertThat(location).isNotNull().asString().startsWith(REDIRECT);
        return location;
    }

    private JsonNode linked() {
        return json(exchange(query(authorize(Function.identity())).get("code"), VERIFIER), 200);
    }

    private ResponseSpec exchange(String code, String verifier) {
        return form("grant_type=authorization_code&code=%s&code_verifier=%s&redirect_uri=%s"
                .formatted(encoded(code), verifier, encoded(REDIRECT)));
    }

    private ResponseSpec refresh(JsonNode tokens) {
        return form("grant_type=refresh_token&refresh_token="
                + encoded(tokens.path("refresh_token").asString()));
    }

    private ResponseSpec form(String form) {
        return client.post()
                .uri("/huawei/oauth2/v3/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue(form + "&client_id=100000001&client_secret=sandbox-huawei-secret")
                .exchange();
    }

    private ResponseSpec samples(JsonNode tokens, Instant from, long millis, String type) {
        return post(
                tokens,
                "{\"polymerizeWith\":[{\"dataTypeName\":\"%s\"}],\"startTime\":%d,\"endTime\":%d}"
                        .formatted(type, from.toEpochMilli(), from.toEpochMilli() + millis));
    }

    private ResponseSpec post(JsonNode tokens, String body) {
        return client.post()
                .uri(at("/huawei/healthkit/v2/sampleSet:polymerize"))
                .header(HttpHeaders.AUTHORIZATION, bearer(tokens))
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec nights(JsonNode tokens, String from, String to) {
        return client.get()
                .uri(at(
                        "/huawei/healthkit/v2/healthRecords?startTime=%s&endTime=%s&dataType=com.huawei.health.record.sleep"
                                .formatted(from, to)))
                .header(HttpHeaders.AUTHORIZATION, bearer(tokens))
                .exchange();
    }

    private void measure(String records) {
        client.post()
                .uri("/_sandbox/wearables/huawei/users/" + openId + "/records")
                .header("Content-Type", "application/json")
                .bodyValue(records)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void control(String what) {
        client.post()
                .uri("/_sandbox/wearables/huawei/users/" + openId + what)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static String bearer(JsonNode tokens) {
        return "Bearer " + tokens.path("access_token").asString();
    }

    private static JsonNode json(ResponseSpec answer, int status) {
        return JsonMapper.shared()
                .readTree(answer.expectStatus()
                        .isEqualTo(status)
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody());
    }

    private static Map<String, String> query(URI address) {
        return UriComponentsBuilder.fromUri(address).build().getQueryParams().toSingleValueMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, it -> URLDecoder.decode(it.getValue(), StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
