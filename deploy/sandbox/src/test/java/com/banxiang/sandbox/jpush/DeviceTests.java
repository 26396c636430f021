package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushCalls.expectError;
import static com.banxiang.sandbox.jpush.JPushCalls.toAlias;

import com.banxiang.sandbox.SandboxTest;
import com.jayway.jsonpath.JsonPath;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SandboxTest
class DeviceTests extends JPushScene {

    final int number = LAST_PERSON.incrementAndGet();
    final String device = "/device/v3/devices/1a0018970a8f1c" + number;

    @Test
    void theFirstCallThatNamesADeviceMakesItKnown() {

        expectError(jpush.get(device), 400, 1003);

        jpush.post(device, Map.of("alias", alias))
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();

        jpush.get(device).expectStatus().isOk().expectBody().jsonPath("$.alias").isEqualTo(alias);
        jpush.push(toAlias(alias)).expectStatus().isOk();
    }

    @Test
    void tagsAreAddedRemovedAndCleared() {

        jpush.post(device, "{\"tags\":{\"add\":[\"a\",\"b\"]}}").expectStatus().isOk();
        jpush.post(device, "{\"tags\":{\"add\":[\"c\"],\"remove\":[\"a\"]},\"mobile\":\"13800000000\"}")
                .expectStatus()
                .isOk();
        jpush.get(device).expectBody().json("{\"tags\":[\"b\",\"c\"],\"mobile\":\"13800000000\",\"alias\":\"\"}");

        jpush.post(device, "{\"tags\":\"\"}").expectStatus().isOk();
        jpush.get(device).expectBody().jsonPath("$.tags.length()").isEqualTo(0);
    }

    @Test
    void aDeviceMovesToItsNewestAlias() {

        jpush.post(device, Map.of("alias", alias)).expectStatus().isOk();
        jpush.post(device, Map.of("alias", alias + "b")).expectStatus().isOk();

        expectError(jpush.push(toAlias(alias)), 400, 1011);
        jpush.push(toAlias(alias + "b")).expectStatus().isOk();
    }

    @Test
    void anAliasListsItsDevicesOfAPlatform() {

        jpush.install("a-" + number, "android", alias);
        jpush.install("i-" + number, "ios", alias);

        jpush.get("/device/v3/aliases/" + alias)
                .expectBody()
                .jsonPath("$.registration_ids.length()")
                .isEqualTo(2);
        jpush.get("/device/v3/aliases/" + alias + "?platform=ios,hmos")
                .expectBody()
                .json("{\"registration_ids\":[\"i-%s\"]}".formatted(number));
        jpush.get("/device/v3/aliases/u_nobody").expectBody().json("{\"registration_ids\":[]}");
    }

    @Test
    void anAliasListsTenDevicesAtMost() {

        for (var each = 0; each < 11; each++) {
            jpush.install("many-%s-%s".formatted(number, each), "android", alias);
        }

        jpush.get("/device/v3/aliases/" + alias)
                .expectBody()
                .jsonPath("$.registration_ids.length()")
                .isEqualTo(10);
    }

    @Test
    void aDeletedAliasReachesNobody() {

        jpush.install("gone-" + number, "android", alias);

        jpush.delete("/device/v3/aliases/" + alias)
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();
        jpush.delete("/device/v3/aliases/" + alias).expectStatus().isOk();

        expectError(jpush.push(toAlias(alias)), 400, 1011);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\""})
    void aChangeIsAJsonObject(String body) {
        expectError(jpush.post(device, body), 400, 1002);
    }

    @Test
    void aChangeOfAnotherFormIsRefused() {
        expectError(jpush.post(device, "{\"tags\":1}"), 400, 1003);
        expectError(jpush.post(device, Map.of("alias", "a".repeat(41))), 400, 1003);
        expectError(jpush.post("/device/v3/devices/a.b", Map.of("alias", "x")), 400, 1003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"registrationId\":\"a b\"}", "{\"registrationId\":\"x\",\"platform\":\"windows\"}"})
    void anImpossibleHandsetIsRefused(String handset) {
        client.post()
                .uri("/_sandbox/push/devices")
                .header("Content-Type", "application/json")
                .bodyValue(handset)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aReportCountsTheDevicesOfAMessage() {

        jpush.install("r1-" + number, "android", alias);
        jpush.install("r2-" + number, "android", alias);
        jpush.install("r3-" + number, "ios", alias);
        var pushed = jpush.push(toAlias(alias)).expectStatus().isOk().expectBody(String.class);
        String msgId = JsonPath.read(pushed.returnResult().getResponseBody(), "$.msg_id");

        jpush.get("/report/v3/received/detail?msg_ids={ids}", msgId + ",1")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    [{"msg_id":"%s","jpush_received":2,"ios_apns_sent":1,"android_pns_sent":null},
                     {"msg_id":"1","jpush_received":null,"ios_apns_sent":null}]\
                    """.formatted(msgId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,,2"})
    void aReportIsAskedForByNumbers(String ids) {
        expectError(jpush.get("/report/v3/received/detail?msg_ids={ids}", ids), 400, 1003);
    }

    @Test
    void aReportIsForAHundredMessagesAtMost() {

        jpush.get("/report/v3/received/detail?msg_ids={ids}", String.join(",", Collections.nCopies(100, "1")))
                .expectStatus()
                .isOk();
        expectError(
                jpush.get("/report/v3/received/detail?msg_ids={ids}", String.join(",", Collections.nCopies(101, "1"))),
                400,
                1003);
    }
}
