package com.banxiang.user.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Stored;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** An administrator, and operators they make. */
abstract class OperatorScene {

    static final String OPERATORS = "/api/v1/admin/operators";
    static final String LOGIN = "/api/v1/admin/auth/login";
    static final String REFRESH = "/api/v1/admin/auth/refresh";
    static final String LOGOUT = "/api/v1/admin/auth/logout";

    final UUID adminId = UUID.randomUUID();
    final String admin = TestTokens.operator(adminId, "ADMIN");

    Client client;
    Stored stored;
    DatabaseClient database;

    @BeforeEach
    void enter(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        this.database = database;
    }

    static String newName() {
        return "op-" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }

    Answer add(Map<String, ?> body) {
        return client.post(OPERATORS, admin, body);
    }

    /** A new one, as its administrator is told. */
    JsonNode operator(String... roles) {
        return add(Map.of("username", newName(), "roles", List.of(roles)))
                .expect(201)
                .data();
    }

    JsonNode operatorWithCodes(String... roles) {
        return add(Map.of("username", newName(), "roles", List.of(roles), "otp", true))
                .expect(201)
                .data();
    }

    Answer change(JsonNode operator, Map<String, ?> body) {
        return client.put(OPERATORS + "/" + operator.path("id").asString(), admin, body);
    }

    Answer login(JsonNode operator) {
        return login(name(operator), operator.path("password").asString(), null);
    }

    Answer login(String name, String password, String otp) {

        var body = new HashMap<String, String>();
        body.put("username", name);
        body.put("password", password);
        if (otp != null) {
            body.put("otp", otp);
        }
        return client.post(LOGIN, null, body);
    }

    Answer refresh(JsonNode tokens) {
        return client.post(
                REFRESH,
                null,
                Map.of("refreshToken", tokens.path("refreshToken").asString()));
    }

    JsonNode listed(UUID id) {
        return client.get(OPERATORS + "?limit=100", admin)
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    long audited(String what, UUID whose) {
        return stored.count("select count(*) from audit_log where what = ? and whose_id = ?", what, whose);
    }

    /** Every pause of this name is over. */
    void pausesAreOver() {
        stored.change("update operator_tries set locked_until = now() - interval '1 second'"
                + " where locked_until is not null");
    }

    void assertRoles(JsonNode tokens, String... roles) {
        try {
            var claims = SignedJWT.parse(tokens.path("token").asString()).getJWTClaimsSet();
            assertThat(claims.getStringClaim("typ")).isEqualTo("operator");
            assertThat(claims.getStringListClaim("roles")).containsExactly(roles);
        } catch (ParseException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static UUID id(JsonNode operator) {
        return UUID.fromString(operator.path("id").asString());
    }

    static String name(JsonNode operator) {
        return operator.path("username").asString();
    }
}
