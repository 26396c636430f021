package com.banxiang.child;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Vendor;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Children, parents and neighbours as most tests find them: WeChat knows the child, the parent shares all but the place. */
public final class World {

    public static final String WECHAT = "/vendors/wechat/sns/jscode2session";
    public static final String WECHAT_TOKEN = "/vendors/wechat/cgi-bin/stable_token";
    public static final String WECHAT_PHONE = "/vendors/wechat/wxa/business/getuserphonenumber";
    public static final String REDEEM = "/internal/family-codes/redeem";

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final List<String> SCOPES = List.of("health", "activities", "pay");

    /** Somebody who has logged in. */
    public record SomeChild(UUID id, String openid, String token, JsonNode login) {}

    public final Client client;

    public World(WebTestClient http) {
        this.client = new Client(http);
        neighboursAreThere();
    }

    /** They know nobody's name, and say that everybody can be reached. */
    private static void neighboursAreThere() {
        users().answers("POST", "/internal/users/lookup", Map.of("items", List.of()));
        Vendor.server()
                .stubFor(get(urlPathMatching("/neighbours/notification-service/internal/reachability/child/.*"))
                        .willReturn(envelope(Map.of("reachable", true))));
    }

    public static NeighbourStub users() {
        return NeighbourStub.of("user-service");
    }

    public static NeighbourStub health() {
        return NeighbourStub.of("health-service");
    }

    public static NeighbourStub notifications() {
        return NeighbourStub.of("notification-service");
    }

    /** A word nobody else uses in this run. */
    public static String unique(String word) {
        return word + COUNTER.incrementAndGet() + "x"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A new child, by the real way in. */
    public SomeChild aChild() {

        var openid = unique("oWX");
        var login = logIn(openid);
        var id = UUID.fromString(login.path("user").path("id").asString());

        return new SomeChild(id, openid, TestTokens.child(id), login);
    }

    public JsonNode logIn(String openid) {

        var code = codeFor(openid);
        givesTokens();

        var answer = client.post("/api/child/auth/wx-login", null, Map.of("code", code));
        answer.expectStatus().isOk();
        return Client.data(answer);
    }

    /** A login code that WeChat knows to stand for this person. */
    public static String codeFor(String openid) {
        var code = unique("code-");
        weChatAnswers(code, "{\"session_key\":\"c2Vzc2lvbi1rZXktb2YtMTY=\",\"openid\":\"%s\"}".formatted(openid));
        return code;
    }

    public static void weChatAnswers(String code, String body) {
        weChatAnswers(code, plain(body));
    }

    public static void weChatAnswers(String code, ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(get(urlPathEqualTo(WECHAT))
                        .withQueryParam("js_code", equalTo(code))
                        .withQueryParam("appid", equalTo("wx0000000000000001"))
                        .withQueryParam("secret", equalTo("not-to-be-seen-anywhere"))
                        .withQueryParam("grant_type", equalTo("authorization_code"))
                        .willReturn(answer));
    }

    public static void weChatGivesToken(String token) {
        Vendor.server()
                .stubFor(post(urlEqualTo(WECHAT_TOKEN))
                        .withRequestBody(equalToJson("""
                            {"grant_type":"client_credential","appid":"wx0000000000000001",
                             "secret":"not-to-be-seen-anywhere","force_refresh":false}
                            """))
                        .willReturn(plain("{\"access_token\":\"%s\",\"expires_in\":7200}".formatted(token))));
    }

    /** A code of the button that opens one's number, which WeChat knows to stand for this one. */
    public static String codeForPhone(String phone) {
        var code = unique("phone-");
        weChatGivesToken(unique("token-"));
        weChatAnswersPhone(code, plain(phoneInfo(phone, "\"86\"", "wx0000000000000001")));
        return code;
    }

    public static String phoneInfo(String pure, String country, String appId) {
        return """
            {"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"%s","purePhoneNumber":"%s","countryCode":%s,
             "watermark":{"timestamp":1767240000,"appid":"%s"}}}
            """.formatted(pure, pure, country, appId);
    }

    public static void weChatAnswersPhone(String code, ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(post(urlPathEqualTo(WECHAT_PHONE))
                        .withRequestBody(equalToJson("{\"code\":\"%s\"}".formatted(code)))
                        .willReturn(answer));
    }

    /** As WeChat answers whatever happened. */
    public static ResponseDefinitionBuilder plain(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/plain;charset=UTF-8")
                .withBody(body);
    }

    /** User-service signs whatever child it is asked for. */
    public static void givesTokens() {
        Vendor.server()
                .stubFor(post(urlPathMatching("/neighbours/user-service/internal/children/[0-9a-f-]{36}/tokens"))
                        .willReturn(envelope(
                                Map.of("token", "the-access", "refreshToken", "the-refresh", "expiresIn", 1800))));
    }

    /** A family code of this parent, which any child may redeem. */
    public static String familyCodeOf(UUID parent) {

        var code = unique("F").toUpperCase(Locale.ROOT).replace("-", "");
        Vendor.server()
                .stubFor(post(urlEqualTo("/neighbours/user-service" + REDEEM))
                        .withRequestBody(matchingJsonPath("$.code", equalTo(code)))
                        .willReturn(envelope(Map.of(
                                "parentId",
                                parent,
                                "nickname",
                                "妈妈",
                                "scopes",
                                SCOPES,
                                "consentVersion",
                                "family-1"))));
        return code;
    }

    /** How often this code was shown to user-service. */
    public static long redemptionsOf(String code) {
        return users().asked("POST", REDEEM).stream()
                .filter(it -> it.getBodyAsString().contains(code))
                .count();
    }

    /** A parent who shares all but the place. */
    public static UUID aParent() {
        var parent = UUID.randomUUID();
        shares(parent, true);
        return parent;
    }

    public static void shares(UUID parent, boolean health) {
        users().answers(
                        "GET",
                        sharingOf(parent),
                        Map.of(
                                "health",
                                health,
                                "activities",
                                true,
                                "location",
                                false,
                                "pay",
                                true,
                                "version",
                                3,
                                "healthConsent",
                                true));
    }

    public static String sharingOf(UUID parent) {
        return "/internal/users/" + parent + "/sharing";
    }

    /** Binds them and answers the bond. */
    public JsonNode bind(SomeChild child, UUID parent) {
        return bind(child, familyCodeOf(parent));
    }

    public JsonNode bind(SomeChild child, String code) {

        var answer =
                client.post("/api/child/bind", child.token(), Map.of("inviteCode", code, "relationship", "daughter"));
        answer.expectStatus().isCreated();
        return Client.data(answer);
    }

    private static ResponseDefinitionBuilder envelope(Object data) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "success",
                                true,
                                "code",
                                200,
                                "message",
                                "操作成功",
                                "data",
                                data,
                                "timestamp",
                                1,
                                "requestId",
                                "req_neighbour")));
    }
}
