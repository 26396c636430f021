package com.banxiang.child.account;

import static com.banxiang.child.Client.expectMalformed;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Client;
import com.banxiang.child.World;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class SessionApiTests {

    private static final String REFRESH = "/internal/tokens/refresh";
    private static final String REVOKE = "/internal/tokens/revoke";

    @Autowired
    WebTestClient http;

    Client client;

    @BeforeEach
    void client() {
        client = new World(http).client;
    }

    @Test
    void refreshesAtUserServiceAsAChild() {

        users().answers("POST", REFRESH, Map.of("token", "next", "refreshToken", "next-refresh", "expiresIn", 1800));

        var pair = Client.data(refresh("{\"refreshToken\":\"spent\"}"));

        assertThat(pair.propertyNames()).containsExactlyInAnyOrder("token", "refreshToken", "expiresIn");
        assertThat(pair.path("token").asString()).isEqualTo("next");
        assertThat(askedOf(REFRESH)).isEqualTo(json("{\"refreshToken\":\"spent\",\"typ\":\"child\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVALID_REFRESH_TOKEN", "REFRESH_TOKEN_REUSED"})
    void handsOnWhatUserServiceSaysOfARefreshToken(String code) {

        users().refuses("POST", REFRESH, 401, code);

        expectRefusal(refresh("{\"refreshToken\":\"an-elders\"}"), 401, code);
    }

    @Test
    void logsNobodyOutBecauseUserServiceRefusesUs() {

        users().refuses("POST", REFRESH, 401, "UNAUTHENTICATED");

        expectRefusal(refresh("{\"refreshToken\":\"good\"}"), 503, "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void isUnavailableWhenUserServiceIs() {

        users().dropsConnections("POST", REFRESH).dropsConnections("POST", REVOKE);

        expectRefusal(refresh("{\"refreshToken\":\"good\"}"), 503, "UPSTREAM_UNAVAILABLE");
        expectRefusal(logOut(TestTokens.child(UUID.randomUUID()), null), 503, "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void wantsARefreshToken() {

        expectMalformed(refresh("{\"refreshToken\":true}"), "refreshToken");
        expectRefusal(refresh("nonsense"), 400, "MALFORMED_REQUEST");
    }

    @Test
    void endsTheSessionOfTheAccessToken() {

        users().answers("POST", REVOKE, Map.of());
        var session = UUID.randomUUID();

        logOut(TestTokens.child(UUID.randomUUID(), it -> it.session(session)), null)
                .expectStatus()
                .isOk();

        assertThat(askedOf(REVOKE)).isEqualTo(json("{\"sid\":\"%s\",\"all\":false}".formatted(session)));
    }

    @Test
    void endsEverySessionWhereAskedTo() {

        users().answers("POST", REVOKE, Map.of());

        client.post("/api/child/auth/logout?all=true", TestTokens.child(UUID.randomUUID()), null)
                .expectStatus()
                .isOk();

        assertThat(askedOf(REVOKE).path("all").asBoolean()).isTrue();
    }

    @Test
    void endsASessionByItsRefreshTokenAlone() {

        users().answers("POST", REVOKE, Map.of());

        logOut(null, "{\"refreshToken\":\"mine\"}").expectStatus().isOk();

        assertThat(askedOf(REVOKE)).isEqualTo(json("{\"refreshToken\":\"mine\",\"all\":false}"));
    }

    @Test
    void endsNothingForWhoShowsNothingGood() {

        users().refuses("POST", REVOKE, 401, "INVALID_REFRESH_TOKEN");
        var somebody = UUID.randomUUID();

        expectRefusal(logOut(null, null), 401, "UNAUTHENTICATED");
        expectRefusal(logOut(null, "{}"), 401, "UNAUTHENTICATED");
        expectRefusal(logOut(TestTokens.child(somebody, Token::forged), null), 401, "UNAUTHENTICATED");
        expectRefusal(logOut(TestTokens.child(somebody, Token::expired), null), 401, "TOKEN_EXPIRED");
        expectRefusal(logOut(TestTokens.user(somebody), "{\"refreshToken\":\"mine\"}"), 403, "FORBIDDEN");
        assertThat(users().asked("POST", REVOKE)).isEmpty();

        expectRefusal(logOut(null, "{\"refreshToken\":\"an-elders\"}"), 401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void understandsAllOrNotAll() {
        expectMalformed(
                client.post("/api/child/auth/logout?all=maybe", TestTokens.child(UUID.randomUUID()), null), "all");
    }

    private ResponseSpec refresh(String body) {
        return client.post("/api/child/auth/refresh", null, body);
    }

    private ResponseSpec logOut(String token, String body) {
        return client.post("/api/child/auth/logout", token, body);
    }

    private static JsonNode askedOf(String path) {
        return json(users().asked("POST", path).getLast().getBodyAsString());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
