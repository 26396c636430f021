package com.banxiang.child.account;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectMalformed;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.codeForPhone;
import static com.banxiang.child.World.phoneInfo;
import static com.banxiang.child.World.plain;
import static com.banxiang.child.World.unique;
import static com.banxiang.child.World.weChatAnswersPhone;
import static com.banxiang.child.World.weChatGivesToken;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Client;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ServiceTest
class KeepPhoneTests {

    private static final String OWN_APP = "wx0000000000000001";
    private static final String PHONE = "13712348000";

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    FieldCipher cipher;

    World world;
    SomeChild child;

    @BeforeEach
    void aChild() {
        world = new World(http);
        child = world.aChild();
    }

    @Test
    void keepsTheNumberEncryptedAndShowsItMasked() {

        var answer = open(codeForPhone(PHONE));

        answer.expectStatus().isOk();
        var account = data(answer);
        assertThat(account.path("phone").asString()).isEqualTo("137****8000");
        assertThat(account.path("id").asString()).isEqualTo(child.id().toString());
        assertThat(me()).contains("137****8000");
        assertThat(clearly()).contains(PHONE);
        assertThat(new String(stored().orElseThrow(), ISO_8859_1)).doesNotContain(PHONE);
    }

    @Test
    void takesTheNewNumberForTheOldOne() {

        open(codeForPhone(PHONE)).expectStatus().isOk();
        open(codeForPhone("13800001111")).expectStatus().isOk();

        assertThat(me()).contains("138****1111");
        assertThat(clearly()).contains("13800001111");
    }

    @Test
    void understandsTheCountryAsANumberToo() {

        open(codeAnsweredBy(phoneInfo(PHONE, "86", OWN_APP))).expectStatus().isOk();

        assertThat(clearly()).contains(PHONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\""})
    void keepsANumberAbroadWithItsCountry(String country) {

        open(codeAnsweredBy(phoneInfo("4155550123", country, OWN_APP)))
                .expectStatus()
                .isOk();

        assertThat(clearly()).contains("+14155550123");
        assertThat(me()).contains("+14****0123");
    }

    @ParameterizedTest
    @ValueSource(ints = {40029, 40013, 40163})
    void refusesACodeThatIsWorthNothingAndKeepsTheOldNumber(int errcode) {

        open(codeForPhone(PHONE)).expectStatus().isOk();
        var code = codeAnsweredBy("{\"errcode\":%d,\"errmsg\":\"invalid code, rid: 1-2\"}".formatted(errcode));

        expectRefusal(open(code), 422, "INVALID_PHONE_CODE");
        assertThat(asked(code)).isEqualTo(1);
        assertThat(clearly()).contains(PHONE);
    }

    @Test
    void refusesACodeOfAnotherMiniProgram() {

        expectRefusal(open(codeAnsweredBy(phoneInfo(PHONE, "\"86\"", "wx-somebody-else"))), 422, "INVALID_PHONE_CODE");
        assertThat(stored()).isEmpty();
    }

    @Test
    void tellsWhoAsksTooOftenWhenToComeBack() {

        var answer = open(codeAnsweredBy("{\"errcode\":45011,\"errmsg\":\"api minute-quota reach limit\"}"));

        answer.expectHeader().valueEquals("Retry-After", "60");
        expectRefusal(answer, 429, "RATE_LIMITED");
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40014, 42001})
    void fetchesATokenThatHasEndedAnewAndAsksOnceMore(int errcode) {

        open(codeForPhone(PHONE)).expectStatus().isOk();
        var fresh = unique("fresh-");
        var code = codeAnsweredBy("{\"errcode\":%d,\"errmsg\":\"invalid credential\"}".formatted(errcode));
        weChatGivesToken(fresh);
        answersWithToken(code, fresh, phoneInfo("13800002222", "\"86\"", OWN_APP));

        open(code).expectStatus().isOk();

        assertThat(clearly()).contains("13800002222");
        assertThat(asked(code)).isEqualTo(2);
        assertThat(tokensFetched()).isLessThanOrEqualTo(2);
    }

    @Test
    void givesUpOnATokenThatIsRefusedTwice() {

        var code = codeAnsweredBy("{\"errcode\":42001,\"errmsg\":\"access_token expired\"}");

        expectRefusal(open(code), 503, "UPSTREAM_UNAVAILABLE");
        assertThat(asked(code)).isEqualTo(2);
    }

    @Test
    void fetchesOneTokenForManyNumbers() {

        open(codeForPhone(PHONE)).expectStatus().isOk();
        var fetched = tokensFetched();

        for (var i = 0; i < 3; i++) {
            open(codeForPhone(PHONE)).expectStatus().isOk();
        }

        assertThat(tokensFetched()).isEqualTo(fetched);
    }

    @Test
    void asksABusyWeChatTwiceMore() {

        var code = unique("phone-");
        weChatGivesToken(unique("token-"));
        answersInTurn(code, Scenario.STARTED, "once", "{\"errcode\":-1,\"errmsg\":\"system error\"}");
        answersInTurn(code, "once", "twice", "{\"errcode\":-1,\"errmsg\":\"system error\"}");
        answersInTurn(code, "twice", "done", phoneInfo(PHONE, "\"86\"", OWN_APP));

        open(code).expectStatus().isOk();

        assertThat(asked(code)).isEqualTo(3);
    }

    static Stream<Arguments> uselessAnswers() {
        return Stream.of(
                Arguments.of("a WeChat that stays busy", plain("{\"errcode\":-1,\"errmsg\":\"system error\"}")),
                Arguments.of("an error of the server", aResponse().withStatus(500)),
                Arguments.of("a dropped connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("no JSON", aResponse().withBody("<html>busy</html>")),
                Arguments.of("nothing", aResponse().withBody("")),
                Arguments.of("nothing known", plain("{\"errcode\":0}")),
                Arguments.of("the daily quota", plain("{\"errcode\":45009,\"errmsg\":\"reach max\"}")),
                Arguments.of("a refused address", plain("{\"errcode\":40164,\"errmsg\":\"invalid ip\"}")),
                Arguments.of("no number", plain(phoneInfo("12", "\"86\"", OWN_APP))),
                Arguments.of("no country", plain(phoneInfo("4155550123", "\"\"", OWN_APP))),
                Arguments.of("silence", plain("{}").withFixedDelay(60_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uselessAnswers")
    void isUnavailableWhenWeChatIs(String what, ResponseDefinitionBuilder answer) {

        var code = unique("phone-");
        var token = unique("token-");
        weChatGivesToken(token);
        weChatAnswersPhone(code, answer);

        try (var logs = CapturedLogs.start()) {
            expectRefusal(open(code), 503, "UPSTREAM_UNAVAILABLE");
            logs.assertNowhere(code, token, "not-to-be-seen-anywhere", "4155550123");
        }
        assertThat(stored()).as(what).isEmpty();
    }

    @Test
    void isUnavailableWithoutAToken() {

        // The token that is known is refused; no other is to be had.
        var code = codeAnsweredBy("{\"errcode\":42001,\"errmsg\":\"access_token expired\"}");
        expectRefusal(open(code), 503, "UPSTREAM_UNAVAILABLE");
        Vendor.server()
                .stubFor(post(urlEqualTo(World.WECHAT_TOKEN))
                        .willReturn(plain("{\"errcode\":40001,\"errmsg\":\"invalid credential, rid: 1-2\"}")));

        expectRefusal(open(code), 503, "UPSTREAM_UNAVAILABLE");

        open(codeForPhone(PHONE)).expectStatus().isOk();
    }

    @Test
    void spendsNoCodeOfWhoHasNoAccount() {

        var code = codeForPhone(PHONE);

        expectRefusal(
                world.client.post("/api/child/me/phone", TestTokens.child(UUID.randomUUID()), Map.of("code", code)),
                404,
                "CHILD_NOT_FOUND");
        assertThat(asked(code)).isZero();
    }

    @Test
    void isForChildrenOnly() {

        var code = Map.of("code", codeForPhone(PHONE));

        expectRefusal(world.client.post("/api/child/me/phone", null, code), 401, "UNAUTHENTICATED");
        expectRefusal(
                world.client.post("/api/child/me/phone", TestTokens.user(UUID.randomUUID()), code), 403, "FORBIDDEN");
    }

    @Test
    void keepsOneWholeNumberOfTwentyAtOnce() {

        var codes = Stream.generate(() -> codeForPhone(PHONE)).limit(20).iterator();

        var answers = Client.atOnce(20, () -> {
            synchronized (codes) {
                return open(codes.next());
            }
        });

        assertThat(answers).allMatch(it -> it.path("success").asBoolean());
        assertThat(clearly()).contains(PHONE);
    }

    @Test
    void wantsACode() {
        expectMalformed(world.client.post("/api/child/me/phone", child.token(), "{\"code\":17}"), "code");
        expectRefusal(world.client.post("/api/child/me/phone", child.token(), "[]"), 400, "MALFORMED_REQUEST");
    }

    private ResponseSpec open(String code) {
        return world.client.post("/api/child/me/phone", child.token(), Map.of("code", code));
    }

    private static String codeAnsweredBy(String body) {
        var code = unique("phone-");
        weChatGivesToken(unique("token-"));
        weChatAnswersPhone(code, plain(body));
        return code;
    }

    private static void answersWithToken(String code, String token, String body) {
        Vendor.server()
                .stubFor(post(urlPathEqualTo(World.WECHAT_PHONE))
                        .withQueryParam("access_token", equalTo(token))
                        .withRequestBody(equalToJson("{\"code\":\"%s\"}".formatted(code)))
                        .willReturn(plain(body)));
    }

    private static void answersInTurn(String code, String state, String next, String body) {
        Vendor.server()
                .stubFor(post(urlPathEqualTo(World.WECHAT_PHONE))
                        .withRequestBody(matchingJsonPath("$.code", equalTo(code)))
                        .inScenario(code)
                        .whenScenarioStateIs(state)
                        .willSetStateTo(next)
                        .willReturn(plain(body)));
    }

    private static int asked(String code) {
        return Vendor.server()
                .findAll(postRequestedFor(urlPathEqualTo(World.WECHAT_PHONE))
                        .withRequestBody(matchingJsonPath("$.code", equalTo(code))))
                .size();
    }

    private static int tokensFetched() {
        return Vendor.server()
                .findAll(postRequestedFor(urlEqualTo(World.WECHAT_TOKEN)))
                .size();
    }

    private String me() {
        return data(world.client.get("/api/child/me", child.token()))
                .path("phone")
                .asString("");
    }

    private Optional<String> clearly() {
        return stored().map(cipher::decrypt);
    }

    private Optional<byte[]> stored() {
        return database.sql("select phone from children where id = :id and phone is not null")
                .bind("id", child.id())
                .mapValue(byte[].class)
                .one()
                .blockOptional();
    }
}
