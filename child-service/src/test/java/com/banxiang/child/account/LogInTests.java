package com.banxiang.child.account;

import static com.banxiang.child.Client.expectMalformed;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.codeFor;
import static com.banxiang.child.World.givesTokens;
import static com.banxiang.child.World.unique;
import static com.banxiang.child.World.weChatAnswers;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Client;
import com.banxiang.child.World;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import com.banxiang.testkit.Vendor;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class LogInTests {

    private static final String BUSY = "{\"errcode\":-1,\"errmsg\":\"system error, rid: 6956-1\"}";

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    FieldCipher cipher;

    World world;

    @BeforeEach
    void world() {
        world = new World(http);
    }

    @Test
    void registersAtTheFirstTimeOnly() {

        var child = world.aChild();
        var again = world.logIn(child.openid());

        assertThat(child.login().path("isNewUser").asBoolean()).isTrue();
        assertThat(again.path("isNewUser").asBoolean()).isFalse();
        assertThat(again.path("user")).isEqualTo(child.login().path("user"));
    }

    @Test
    void answersThePairOfUserServiceAndTheAccount() {

        var login = world.aChild().login();

        assertThat(login.path("token").asString()).isEqualTo("the-access");
        assertThat(login.path("refreshToken").asString()).isEqualTo("the-refresh");
        assertThat(login.path("expiresIn").asInt()).isEqualTo(1800);
        assertThat(login.path("user").propertyNames()).containsExactlyInAnyOrder("id", "nickname", "createdAt");
    }

    @Test
    void neverAnswersNorKeepsInClearWhoWeChatSaysItIs() {

        var openid = unique("oSecret");
        var code = unique("code-");
        weChatAnswers(
                code,
                "{\"session_key\":\"c2VjcmV0LXNlc3Npb24tMQ==\",\"openid\":\"%s\",\"unionid\":\"uSecret\",\"errcode\":0}"
                        .formatted(openid));
        givesTokens();

        var answer = Client.json(logIn(code));

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.toString()).doesNotContain("c2VjcmV0LXNlc3Npb24tMQ", openid, "uSecret", "openid", "session");
        var stored = database.sql("select openid, unionid from children where id = :id")
                .bind("id", idIn(answer))
                .map(row -> new byte[][] {row.get("openid", byte[].class), row.get("unionid", byte[].class)})
                .one()
                .block();
        assertThat(stored).isNotNull();
        assertThat(new String(stored[0], ISO_8859_1)).doesNotContain(openid);
        assertThat(cipher.decrypt(stored[0])).isEqualTo(openid);
        assertThat(cipher.decrypt(stored[1])).isEqualTo("uSecret");
    }

    @Test
    void learnsAUnionidLaterAndDoesNotForgetIt() {

        var openid = unique("oLater");
        var id = loggedIn("{\"openid\":\"%s\"}".formatted(openid));
        assertThat(unionidOf(id)).isEmpty();

        loggedIn("{\"openid\":\"%s\",\"unionid\":\"uLearnt\"}".formatted(openid));
        assertThat(unionidOf(id)).contains("uLearnt");

        loggedIn("{\"openid\":\"%s\"}".formatted(openid));
        assertThat(unionidOf(id)).contains("uLearnt");
    }

    @Test
    void makesOneAccountOfTwentyLoginsAtOnce() {

        var code = codeFor(unique("oMany"));
        givesTokens();

        var answers = Client.atOnce(20, () -> logIn(code));

        assertThat(answers).allMatch(it -> it.path("success").asBoolean());
        assertThat(answers.stream().map(LogInTests::idIn)).containsOnly(idIn(answers.getFirst()));
        assertThat(answers.stream()
                        .filter(it -> it.path("data").path("isNewUser").asBoolean()))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"40029, 401, INVALID_WX_CODE", "40163, 401, INVALID_WX_CODE", "40226, 403, WX_LOGIN_BLOCKED"})
    void handsOnWhatWeChatRefuses(int errcode, int status, String refusal) {

        var code = unique("code-");
        weChatAnswers(code, "{\"errcode\":%d,\"errmsg\":\"invalid, rid: 1-2\"}".formatted(errcode));

        expectRefusal(logIn(code), status, refusal);
        assertThat(asked(code)).isEqualTo(1);
    }

    @Test
    void tellsWhoLogsInTooOftenWhenToComeBack() {

        var code = unique("code-");
        weChatAnswers(code, "{\"errcode\":45011,\"errmsg\":\"api minute-quota reach limit\"}");

        var answer = logIn(code);

        answer.expectHeader().valueEquals("Retry-After", "60");
        expectRefusal(answer, 429, "RATE_LIMITED");
        assertThat(asked(code)).isEqualTo(1);
    }

    @Test
    void asksABusyWeChatTwiceMore() {

        var code = unique("code-");
        var openid = unique("oBusy");
        givesTokens();
        answersInTurn(code, Scenario.STARTED, "once", BUSY);
        answersInTurn(code, "once", "twice", BUSY);
        answersInTurn(code, "twice", "done", "{\"openid\":\"%s\"}".formatted(openid));

        logIn(code).expectStatus().isOk();

        assertThat(asked(code)).isEqualTo(3);
    }

    @Test
    void givesUpOnAWeChatThatStaysBusy() {

        var code = unique("code-");
        weChatAnswers(code, BUSY);

        expectRefusal(logIn(code), 503, "UPSTREAM_UNAVAILABLE");
        assertThat(asked(code)).isEqualTo(3);
    }

    static Stream<Arguments> uselessAnswers() {
        return Stream.of(
                Arguments.of("an error of the server", aResponse().withStatus(500)),
                Arguments.of("a dropped connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("no JSON", aResponse().withBody("<html>busy</html>")),
                Arguments.of("nothing", aResponse().withBody("")),
                Arguments.of("nobody", aResponse().withBody("{}")),
                Arguments.of("a wrong secret", aResponse().withBody("{\"errcode\":40125,\"errmsg\":\"invalid\"}")),
                Arguments.of("silence", aResponse().withBody("{}").withFixedDelay(60_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uselessAnswers")
    void isUnavailableWhenWeChatIs(String what, ResponseDefinitionBuilder answer) {

        var code = unique("code-");
        weChatAnswers(code, answer);

        try (var logs = CapturedLogs.start()) {
            expectRefusal(logIn(code), 503, "UPSTREAM_UNAVAILABLE");
            logs.assertNowhere(code, "not-to-be-seen-anywhere", "session_key");
        }
        assertThat(asked(code)).as(what).isEqualTo(1);
    }

    @Test
    void keepsTheAccountForTheNextTryWhenUserServiceIsAway() {

        var openid = unique("oLater");
        var code = codeFor(openid);

        Vendor.server()
                .stubFor(post(urlPathMatching("/neighbours/user-service/internal/children/.*"))
                        .willReturn(aResponse().withStatus(503)));

        expectRefusal(logIn(code), 503, "UPSTREAM_UNAVAILABLE");

        assertThat(world.logIn(openid).path("token").asString()).isEqualTo("the-access");
    }

    @Test
    void looksAtNoTokenInTheHeader() {

        var code = codeFor(unique("oHeader"));
        givesTokens();

        var expired = TestTokens.child(UUID.randomUUID(), Token::expired);

        world.client
                .post("/api/child/auth/wx-login", expired, Map.of("code", code))
                .expectStatus()
                .isOk();
    }

    @Test
    void wantsACode() {

        expectMalformed(login("{\"code\":17}"), "code");
        expectMalformed(login("{\"code\":\"a\\u0000b\"}"), "code");
        expectRefusal(login("{\"code\":"), 400, "MALFORMED_REQUEST");
        expectRefusal(login("[]"), 400, "MALFORMED_REQUEST");
        expectRefusal(login(""), 400, "MALFORMED_REQUEST");
    }

    private UUID loggedIn(String whatWeChatSays) {

        var code = unique("code-");
        weChatAnswers(code, whatWeChatSays);
        givesTokens();
        return idIn(Client.json(logIn(code)));
    }

    private Optional<String> unionidOf(UUID child) {
        return database.sql("select unionid from children where id = :id and unionid is not null")
                .bind("id", child)
                .mapValue(byte[].class)
                .one()
                .blockOptional()
                .map(cipher::decrypt);
    }

    private ResponseSpec logIn(String code) {
        return world.client.post("/api/child/auth/wx-login", null, Map.of("code", code));
    }

    private ResponseSpec login(String body) {
        return world.client.post("/api/child/auth/wx-login", null, body);
    }

    private static void answersInTurn(String code, String state, String next, String body) {
        Vendor.server()
                .stubFor(get(urlPathEqualTo(World.WECHAT))
                        .withQueryParam("js_code", equalTo(code))
                        .inScenario(code)
                        .whenScenarioStateIs(state)
                        .willSetStateTo(next)
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "text/plain")
                                .withBody(body)));
    }

    private static int asked(String code) {
        return Vendor.server()
                .findAll(getRequestedFor(urlPathEqualTo(World.WECHAT)).withQueryParam("js_code", equalTo(code)))
                .size();
    }

    private static UUID idIn(JsonNode answer) {
        return UUID.fromString(answer.path("data").path("user").path("id").asString());
    }
}
