package com.banxiang.health;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with the service as an elder's app does, and says what the neighbours know. */
public final class Api {

    private static final NeighbourStub USERS = NeighbourStub.of("user-service");

    private final WebTestClient client;
    private final String authorization;

    private Api(WebTestClient client, String authorization) {
        this.client = client;
        this.authorization = authorization;
    }

    /** An elder who agreed to the keeping of health data. */
    public static Api ofElder(WebTestClient client, UUID elder) {
        agrees(elder, true);
        return with(client, "Bearer " + TestTokens.user(elder));
    }

    public static Api with(WebTestClient client, String authorization) {
        return new Api(client, authorization);
    }

    public static void agrees(UUID elder, boolean given) {
        USERS.answers("GET", "/internal/users/%s/sharing".formatted(elder), Map.of("healthConsent", given));
    }

    public ResponseSpec get(String path, Object... variables) {
        return client.get()
                .uri(path, variables)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }

    public ResponseSpec delete(String path, Object... variables) {
        return client.delete()
                .uri(path, variables)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }

    public ResponseSpec put(String path, Object... variables) {
        return client.put()
                .uri(path, variables)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }

    /** @param body JSON as it goes over the wire */
    public ResponseSpec replace(String path, String body) {
        return client.put()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    /** @param body JSON as it goes over the wire */
    public ResponseSpec post(String path, String body) {
        return client.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    /** The {@code data} of an answer that must have this status. */
    public static JsonNode data(ResponseSpec answer, int status) {
        return envelope(answer, status).path("data");
    }

    /** The code of a refusal that must have this status; the envelope around it is checked too. */
    public static String refusal(ResponseSpec answer, int status) {
        return envelope(answer, status).path("error").path("code").asString();
    }

    public static JsonNode envelope(ResponseSpec answer, int status) {

        var body = answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .exists("X-Request-Id")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        var envelope = JsonMapper.shared().readTree(body);

        if (envelope.path("code").asInt() != status
                || envelope.path("success").asBoolean() != (status < 300)
                || envelope.path("message").asString().isBlank()
                || !envelope.path("timestamp").isIntegralNumber()
                || envelope.path("requestId").asString().isBlank()) {
            throw new AssertionError("no envelope: " + envelope);
        }

        return envelope;
    }
}
