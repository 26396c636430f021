package com.banxiang.health.pull;

import static com.banxiang.health.Api.data;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.banxiang.health.Elder;
import com.banxiang.testkit.Vendor;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** An account in Huawei's cloud, and what the cloud answers about it; written from the vendor's page alone. */
final class Account {

    static final String DEVICES = "/api/v1/health/devices";
    static final String CALLBACK = DEVICES + "/callback/huawei";
    static final String TOKEN = "/vendors/huawei/oauth2/v3/token";
    static final String SAMPLES = "/vendors/huawei/healthkit/v2/sampleSet:polymerize";
    static final String NIGHTS = "/vendors/huawei/healthkit/v2/healthRecords";
    static final String CONSENTS = "/vendors/huawei/healthkit/v2/consents/100000001";
    static final String ALL = "openid"
            + " https://www.huawei.com/healthkit/heartrate.read"
            + " https://www.huawei.com/healthkit/bloodpressure.read"
            + " https://www.huawei.com/healthkit/step.read"
            + " https://www.huawei.com/healthkit/sleep.read";

    private final String name = UUID.randomUUID().toString().replace("-", "");
    private final AtomicInteger tokens = new AtomicInteger();
    private final WebTestClient browser;

    Account(WebTestClient browser) {
        this.browser = browser;
    }

    String openId() {
        return "MDFA" + name + "_openid";
    }

    String code() {
        return "DQB6/e+" + name + "=";
    }

    String refreshToken() {
        return "refresh/" + name;
    }

    String accessToken() {
        return "access+%s-%d".formatted(name, tokens.get());
    }

    /** What the app is told, and what the browser must bring back. */
    static JsonNode begin(Elder elder) {
        return data(elder.app().post(DEVICES, "{\"brand\": \"huawei\"}"), 201);
    }

    /** The person agrees; the browser comes back. */
    String comesBack(String state) {
        return comesBack("?code=%s&state=%s".formatted(encoded(code()), encoded(state)), 302);
    }

    String refuses(String state) {
        return comesBack("?error=access_denied&state=" + encoded(state), 302);
    }

    /** Where it is sent on to. */
    String comesBack(String query, int status) {
        return String.valueOf(returns(query)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .isEmpty()
                .getResponseHeaders()
                .getLocation());
    }

    ResponseSpec returns(String query) {
        return browser.get()
                .uri(uri -> URI.create(uri.build() + CALLBACK + query))
                .exchange();
    }

    /** Linked from beginning to end. Answers the link's id. */
    String linkedTo(Elder elder) {
        agrees(ALL, 3600);
        nothingNew();
        var begun = begin(elder);
        if (!comesBack(begun.path("state").asString()).endsWith("result=ok")) {
            throw new AssertionError("not linked");
        }
        return data(elder.app().get(DEVICES), 200)
                .path("items")
                .get(0)
                .path("id")
                .asString();
    }

    void agrees(String scopes, int lives) {
        onCode(answer(200, """
            {"access_token": "%s", "expires_in": %d, "refresh_token": "%s", "id_token": "%s", "scope": "%s",
             "token_type": "Bearer"}\
            """.formatted(accessToken(), lives, refreshToken(), idToken(), scopes)));
    }

    void onCode(ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(post(urlPathEqualTo(TOKEN))
                        .withRequestBody(containing(encoded(code())))
                        .willReturn(answer));
    }

    /** From now on a refresh gives the next access token, and only that is good. The answer has no refresh token. */
    void renews() {
        tokens.incrementAndGet();
        onRefresh(answer(
                200,
                "{\"access_token\": \"%s\", \"expires_in\": 3600, \"scope\": \"%s\", \"token_type\": \"Bearer\"}"
                        .formatted(accessToken(), ALL)));
    }

    /** The person took the leave back at Huawei. */
    void takesBack() {
        onRefresh(answer(
                400, "{\"error\": 1203, \"sub_error\": 31204, \"error_description\": \"refresh token invalid\"}"));
    }

    void onRefresh(ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(post(urlPathEqualTo(TOKEN))
                        .withRequestBody(containing("refresh_token=" + encoded(refreshToken())))
                        .willReturn(answer));
    }

    /** Every token but the newest is refused, for whatever it is used. */
    void nothingNew() {
        measured();
        slept();
        onConsents(answer(200, "{}"));
    }

    void measured(String... points) {
        onSamples(answer(200, samples(points)));
    }

    static String samples(String... points) {
        return """
            {"group": [{"startTime": 1, "endTime": 2, "sampleSet": [{"dataCollectorId": "x", "samplePoints": [%s]}]}]}\
            """.formatted(String.join(",", points));
    }

    void slept(String... records) {
        onNights(answer(200, "{\"healthRecords\": [%s]}".formatted(String.join(",", records))));
    }

    void onSamples(ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(post(urlPathEqualTo(SAMPLES))
                        .withHeader("Authorization", bearer())
                        .willReturn(answer));
    }

    void onNights(ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(get(urlPathEqualTo(NIGHTS))
                        .withHeader("Authorization", bearer())
                        .willReturn(answer));
    }

    void onConsents(ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(delete(urlPathEqualTo(CONSENTS))
                        .withHeader("Authorization", bearer())
                        .willReturn(answer));
    }

    /** Any token of this account, for whatever it is used. */
    void refusesItsTokens() {
        Vendor.server()
                .stubFor(any(anyUrl())
                        .withHeader("Authorization", bearer())
                        .willReturn(answer(401, "{\"error\": {\"message\": \"Invalid Credentials\"}}")));
    }

    List<LoggedRequest> askedForSamples() {
        return Vendor.server()
                .findAll(postRequestedFor(urlPathEqualTo(SAMPLES)).withHeader("Authorization", containing(name)));
    }

    List<LoggedRequest> askedForNights() {
        return Vendor.server()
                .findAll(getRequestedFor(urlPathEqualTo(NIGHTS)).withHeader("Authorization", containing(name)));
    }

    List<LoggedRequest> renewals() {
        return Vendor.server()
                .findAll(postRequestedFor(urlPathEqualTo(TOKEN))
                        .withRequestBody(containing("refresh_token=" + encoded(refreshToken()))));
    }

    List<LoggedRequest> exchanges() {
        return Vendor.server()
                .findAll(postRequestedFor(urlPathEqualTo(TOKEN)).withRequestBody(containing(encoded(code()))));
    }

    List<LoggedRequest> givenBack() {
        return Vendor.server()
                .findAll(deleteRequestedFor(urlPathEqualTo(CONSENTS)).withHeader("Authorization", containing(name)));
    }

    static String pressure(int systolic, int diastolic, Instant at) {
        return point(
                "com.huawei.instantaneous.blood_pressure",
                at,
                at,
                "{\"fieldName\": \"systolic_pressure\", \"floatValue\": %d.0},".formatted(systolic)
                        + "{\"fieldName\": \"diastolic_pressure\", \"floatValue\": %d.0}".formatted(diastolic));
    }

    static String heartRate(int bpm, Instant at) {
        return point(
                "com.huawei.instantaneous.heart_rate",
                at,
                at,
                "{\"fieldName\": \"bpm\", \"integerValue\": %d}".formatted(bpm));
    }

    static String steps(int count, Instant from, Instant to) {
        return point(
                "com.huawei.continuous.steps.delta",
                from,
                to,
                "{\"fieldName\": \"steps_delta\", \"integerValue\": %d}".formatted(count));
    }

    static String night(Instant from, Instant to, int minutes) {
        return point(
                "com.huawei.health.record.sleep",
                from,
                to,
                "{\"fieldName\": \"fall_asleep_time\", \"longValue\": %d},".formatted(from.toEpochMilli())
                        + "{\"fieldName\": \"wakeup_time\", \"longValue\": %d},".formatted(to.toEpochMilli())
                        + "{\"fieldName\": \"all_sleep_time\", \"integerValue\": %d}".formatted(minutes));
    }

    private static String point(String type, Instant from, Instant to, String values) {
        return "{\"startTime\": %d000000, \"endTime\": %d000000, \"dataTypeName\": \"%s\", \"value\": [%s]}"
                .formatted(from.toEpochMilli(), to.toEpochMilli(), type, values);
    }

    static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private com.github.tomakehurst.wiremock.matching.StringValuePattern bearer() {
        return equalTo("Bearer " + accessToken());
    }

    private String idToken() {
        var claims = "{\"sub\": \"union\", \"openid\": \"%s\"}".formatted(openId());
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
