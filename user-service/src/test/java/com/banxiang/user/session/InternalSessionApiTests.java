package com.banxiang.user.session;

import static com.banxiang.user.Client.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class InternalSessionApiTests {

    static final String REFRESH = "/internal/tokens/refresh";
    static final String REVOKE = "/internal/tokens/revoke";

    final UUID child = UUID.randomUUID();

    Client client;

    @BeforeEach
    void client(@Autowired WebTestClient http) {
        client = new Client(http);
    }

    @Test
    void childGetsTokensOfItsOwnKind() throws Exception {

        var tokens = open();
        var token = tokens.path("token").asString();

        assertThat(claim(token, "typ")).isEqualTo("child");
        assertThat(claim(token, "sub")).isEqualTo(child.toString());
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactly("CHILD");
        assertThat(tokens.path("expiresIn").asInt()).isEqualTo(1800);
        assertThat(claim(open().path("token").asString(), "sid")).isNotEqualTo(claim(token, "sid"));
        client.get("/api/v1/users/me", token).expectRefusal(403, "FORBIDDEN");
    }

    @Test
    void refreshesAsTheElders() {

        var first = open().path("refreshToken").asString();
        var answers = AtOnce.by(20, () -> refresh(first, "child"));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        var second = answers.getFirst().data().path("refreshToken").asString();
        assertThat(answers)
                .extracting(it -> it.data().path("refreshToken").asString())
                .containsOnly(second);
        assertThat(claim(answers.getFirst().data().path("token").asString(), "typ"))
                .isEqualTo("child");

        refresh(second, "child").expect(200);
        refresh(first, "child").expectRefusal(401, "REFRESH_TOKEN_REUSED");
    }

    @Test
    void knowsNoTokenOfAnotherKind() {

        var elder = client.signIn();

        refresh(elder.refreshToken(), "child").expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(elder.refreshToken(), "user").expectRefusal(401, "INVALID_REFRESH_TOKEN");
        revoke(Map.of("refreshToken", elder.refreshToken(), "all", true)).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        revoke(Map.of("sid", elder.sid())).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", elder.refreshToken()))
                .expect(200);
    }

    @Test
    void refreshesOnNoSideButTheChildrens() {

        var tokens = open();
        var refreshToken = tokens.path("refreshToken").asString();

        for (var typ : List.of("user", "operator")) {
            refresh(refreshToken, typ).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        }
        refresh(tokens).expect(200);
    }

    @Test
    void revokesOneSessionByItsTokenOrItsId() {

        var one = open();
        var other = open();
        var third = open();

        revoke(Map.of("refreshToken", one.path("refreshToken").asString())).expect(200);
        revoke(Map.of("sid", claim(other.path("token").asString(), "sid"))).expect(200);

        refresh(one).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(other).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(third).expect(200);
        revoke(Map.of("refreshToken", one.path("refreshToken").asString())).expect(200);
    }

    @Test
    void revokesAllOfTheChild() {

        var one = open();
        var other = open();

        revoke(Map.of("refreshToken", one.path("refreshToken").asString(), "all", true))
                .expect(200);

        refresh(one).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(other).expectRefusal(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void readsCarefully() {

        client.postAs("child-service", "/internal/children/42/tokens", null).expectRefusal(404, "NOT_FOUND");
        revoke(Map.of("refreshToken", "made-up")).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.postAs("child-service", REVOKE, Map.of("sid", "42")).expectMalformed("sid");
        client.postAs("child-service", REFRESH, Map.of("refreshToken", "x", "typ", "robot"))
                .expectMalformed("typ");
        client.postAs("child-service", REFRESH, "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.getAs("gateway", "/internal/sessions/revoked?since=never").expectRefusal(400, "MALFORMED_REQUEST");
    }

    private JsonNode open() {
        return client.postAs("child-service", "/internal/children/%s/tokens".formatted(child), null)
                .expect(200)
                .data();
    }

    private Answer refresh(JsonNode tokens) {
        return refresh(tokens.path("refreshToken").asString(), "child");
    }

    private Answer refresh(String token, String typ) {
        return client.postAs("child-service", REFRESH, Map.of("refreshToken", token, "typ", typ));
    }

    private Answer revoke(Map<String, ?> body) {
        return client.postAs("child-service", REVOKE, body);
    }
}
