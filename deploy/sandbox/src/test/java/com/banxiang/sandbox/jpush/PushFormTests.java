package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushCalls.expectError;
import static com.banxiang.sandbox.jpush.JPushCalls.toAlias;
import static com.banxiang.sandbox.jpush.JPushCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.SandboxTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pushes are refused for their form, and before that for their credentials. */
@SandboxTest
class PushFormTests extends JPushScene {

    @Test
    void theAuthorizationIsThatOfTheVendorsDocuments() {
        assertThat(Admission.authorization("0123456789abcdef01234567", "fedcba9876543210fedcba98"))
                .isEqualTo(JPushCalls.AUTHORIZATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic x", "Bearer x", "Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3Omd1ZXNzZWQ="})
    void credentialsAreCheckedBeforeAnythingElse(String authorization) {

        for (var path : List.of("/push/v3/push", "/push/v3/push/validate", "/device/v3/devices/x")) {
            var refused = client.post()
                    .uri("/jpush" + path)
                    .header("Authorization", authorization)
                    .bodyValue("{")
                    .exchange();
            expectError(refused, 401, 1004);
        }
    }

    static Stream<Arguments> pushesOfAnotherForm() {

        var push = toAlias("u_form");
        var many = IntStream.range(0, 1_001).mapToObj(Integer::toString).toList();
        return Stream.of(
                Arguments.of(1002, without(push, "platform")),
                Arguments.of(1002, without(push, "audience")),
                Arguments.of(1002, without(push, "notification")),
                Arguments.of(1002, with(without(push, "notification"), "message", Map.of("title", "x"))),
                Arguments.of(1009, with(push, "audiance", "all")),
                Arguments.of(1003, with(push, "platform", "windows")),
                Arguments.of(1003, with(push, "platform", List.of())),
                Arguments.of(1003, with(push, "platform", List.of("android", "windows"))),
                Arguments.of(1003, with(push, "audience", "everybody")),
                Arguments.of(1003, with(push, "audience", Map.of())),
                Arguments.of(1003, with(push, "audience", Map.of("aliases", List.of("x")))),
                Arguments.of(1003, with(push, "audience", Map.of("alias", "x"))),
                Arguments.of(1003, with(push, "audience", Map.of("alias", List.of()))),
                Arguments.of(1003, with(push, "audience", Map.of("alias", List.of("")))),
                Arguments.of(1003, with(push, "audience", Map.of("alias", many))),
                Arguments.of(1003, with(push, "audience", Map.of("tag", many.subList(0, 21)))),
                Arguments.of(1003, with(push, "audience", Map.of("alias", List.of("a".repeat(41))))),
                Arguments.of(1003, with(push, "audience", Map.of("alias", List.of("安".repeat(14))))),
                Arguments.of(1003, with(push, "audience", Map.of("registration_id", List.of("a b")))),
                Arguments.of(1003, with(push, "notification", "x")),
                Arguments.of(1003, with(push, "notification", Map.of())),
                Arguments.of(1003, with(push, "notification", Map.of("alert", 1))),
                Arguments.of(1003, with(push, "notification", Map.of("android", Map.of("alert", 1)))),
                Arguments.of(1003, with(push, "notification", Map.of("android", Map.of("priority", 3)))),
                Arguments.of(1003, with(push, "notification", Map.of("android", Map.of("extras", "x")))),
                Arguments.of(1003, with(push, "notification", Map.of("ios", Map.of("alert", 1)))),
                Arguments.of(1003, with(push, "notification", Map.of("ios", Map.of("badge", true)))),
                Arguments.of(1003, with(push, "message", Map.of("msg_content", 1))),
                Arguments.of(1003, with(push, "options", Map.of("sendno", 0))),
                Arguments.of(1003, with(push, "options", Map.of("sendno", "1"))),
                Arguments.of(1003, with(push, "options", Map.of("time_to_live", -1))),
                Arguments.of(1003, with(push, "options", Map.of("time_to_live", 864_001))),
                Arguments.of(1003, with(push, "options", Map.of("classification", 2))),
                Arguments.of(1003, with(push, "options", Map.of("big_push_duration", 1_401))),
                Arguments.of(1003, with(push, "options", Map.of("apns_production", "true"))),
                Arguments.of(1003, with(push, "options", Map.of("apns_collapse_id", "x".repeat(65)))),
                Arguments.of(1003, with(push, "options", Map.of("override_msg_id", "x"))),
                Arguments.of(1003, with(push, "cid", 1)),
                Arguments.of(1003, with(push, "cid", "0123456789abcdef01234567-invented")),
                Arguments.of(1005, with(push, "notification", Map.of("android", Map.of("alert", "x".repeat(4_000))))),
                Arguments.of(1005, with(push, "notification", Map.of("ios", Map.of("alert", "x".repeat(2_000))))));
    }

    @ParameterizedTest
    @MethodSource("pushesOfAnotherForm")
    void aPushOfAnotherFormIsRefusedSentOrValidated(int code, Map<String, Object> push) {

        jpush.install("reg-form", "android", "u_form");

        expectError(jpush.push(push), 400, code);
        expectError(jpush.validate(push), 400, code);
        jpush.shown("u_form").jsonPath("$.length()").isEqualTo(0);
    }

    @Test
    void theLargestPushIsAccepted() {

        jpush.install("reg-" + alias, "android", alias);
        var tags = Collections.nCopies(20, "t");

        jpush.push(with(toAlias(alias), "options", Map.of("time_to_live", 864_000, "apns_production", true)))
                .expectStatus()
                .isOk();
        expectError(jpush.push(with(toAlias(alias), "audience", Map.of("tag", tags))), 400, 1011);
    }

    @Test
    void whatIsNotJsonIsRefused() {
        expectError(jpush.post("/push/v3/push", "{"), 400, 1002);
        expectError(jpush.post("/push/v3/push", "[]"), 400, 1002);
        expectError(jpush.get("/push/v3/push"), 405, 1001);
    }

    private static Map<String, Object> without(Map<String, Object> push, String member) {

        var changed = with(push, member, "");
        changed.remove(member);
        return changed;
    }
}
