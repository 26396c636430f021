package com.banxiang.sandbox.jpush;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A client of the vendor with the right credentials, and the pushes it sends. */
final class JPushCalls {

    /** Of the vendor's documents: key 0123456789abcdef01234567, secret fedcba9876543210fedcba98. */
    static final String AUTHORIZATION = "Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3OmZlZGNiYTk4NzY1NDMyMTBmZWRjYmE5OA==";

    private final WebTestClient client;

    JPushCalls(WebTestClient client) {
        this.client =
                client.mutate().defaultHeader("Authorization", AUTHORIZATION).build();
    }

    static Map<String, Object> toAlias(String... aliases) {

        return new HashMap<>(Map.of(
                "platform", "all",
                "audience", Map.of("alias", List.of(aliases)),
                "notification", Map.of("alert", "您有一条健康提醒,请打开查看")));
    }

    static Map<String, Object> with(Map<String, Object> push, String member, Object value) {

        var changed = new HashMap<>(push);
        changed.put(member, value);
        return changed;
    }

    ResponseSpec push(Map<String, Object> push) {
        return client.post().uri("/jpush/push/v3/push").bodyValue(push).exchange();
    }

    ResponseSpec validate(Map<String, Object> push) {
        return client.post().uri("/jpush/push/v3/push/validate").bodyValue(push).exchange();
    }

    ResponseSpec get(String path, Object... variables) {
        return client.get().uri("/jpush" + path, variables).exchange();
    }

    ResponseSpec delete(String path) {
        return client.delete().uri("/jpush" + path).exchange();
    }

    ResponseSpec post(String path, Object body) {
        return client.post().uri("/jpush" + path).bodyValue(body).exchange();
    }

    void install(String registrationId, String platform, String alias, String... tags) {
        client.post()
                .uri("/_sandbox/push/devices")
                .bodyValue(Map.of(
                        "registrationId", registrationId, "platform", platform, "alias", alias, "tags", List.of(tags)))
                .exchange()
                .expectStatus()
                .isOk();
    }

    BodyContentSpec shown(String alias) {
        return client.get()
                .uri("/_sandbox/push?alias=" + alias)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    /** A fresh one from the vendor's pool. */
    String cid() {
        var pool = get("/push/v3/push/cid").expectStatus().isOk().expectBody(String.class);
        return JsonPath.read(pool.returnResult().getResponseBody(), "$.cidlist[0]");
    }

    /** The id the vendor gave to a push it took. */
    String accepted(Map<String, Object> push) {
        var answer = push(push).expectStatus().isOk().expectBody(String.class);
        return JsonPath.read(answer.returnResult().getResponseBody(), "$.msg_id");
    }

    /** The devices of an alias that show a message. */
    List<String> reached(String alias, String msgId) {
        var shown = shown(alias).returnResult().getResponseBody();
        return JsonPath.read(
                new String(shown, StandardCharsets.UTF_8), "$[?(@.msgId=='%s')].registrationId".formatted(msgId));
    }

    static void expectError(ResponseSpec answer, int status, int code) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo(code);
    }
}
