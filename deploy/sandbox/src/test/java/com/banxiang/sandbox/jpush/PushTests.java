package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushCalls.expectError;
import static com.banxiang.sandbox.jpush.JPushCalls.toAlias;
import static com.banxiang.sandbox.jpush.JPushCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.AtOnce;
import com.banxiang.sandbox.SandboxTest;
import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@SandboxTest
class PushTests {

    static final AtomicInteger LAST_PERSON = new AtomicInteger();

    final String alias = "u_push" + LAST_PERSON.incrementAndGet();

    @Autowired
    WebTestClient client;

    @Autowired
    Cids cids;

    @Autowired
    PushReader reader;

    @Autowired
    SendPush sendPush;

    JPushCalls jpush;

    @BeforeEach
    void logIn() {
        jpush = new JPushCalls(client);
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

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

    @Test
    void anAcceptedPushIsAnsweredInTexts() {

        jpush.install("reg-" + alias, "android", alias);

        var answer = jpush.push(with(toAlias(alias), "options", Map.of("sendno", 1001)))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(JsonPath.<Object>read(answer, "$.sendno")).isEqualTo("1001");
        assertThat(JsonPath.<Object>read(answer, "$.msg_id")).asString().matches("\\d+");
    }

    @Test
    void messageIdsIncreaseAndASendnoIsMadeWhereNoneWasGiven() {

        jpush.install("reg-" + alias, "android", alias);

        var first = accepted(toAlias(alias));
        var second = accepted(toAlias(alias));
        assertThat(Long.parseLong(second)).isGreaterThan(Long.parseLong(first));
    }

    @Test
    void nobodyIsReachedByAnAliasWithoutADevice() {
        expectError(jpush.push(toAlias(alias)), 400, 1011);
    }

    @Test
    void nobodyIsReachedOnAnotherPlatform() {

        jpush.install("reg-" + alias, "android", alias);

        expectError(jpush.push(with(toAlias(alias), "platform", List.of("ios"))), 400, 1011);
    }

    @Test
    void eachPlatformShowsItsOwnText() {

        jpush.install("android-" + alias, "android", alias);
        jpush.install("ios-" + alias, "ios", alias);
        jpush.install("hmos-" + alias, "hmos", alias);

        jpush.push(with(
                        toAlias(alias),
                        "notification",
                        Map.of(
                                "alert", "默认",
                                "android", Map.of("title", "服务提醒", "extras", Map.of("alertId", "42")),
                                "ios", Map.of("alert", Map.of("title", "健康提醒", "body", "请打开查看")),
                                "hmos", Map.of("alert", "鸿蒙"))))
                .expectStatus()
                .isOk();

        jpush.shown(alias).json("""
            [{"platform":"hmos","alert":"鸿蒙"},
             {"platform":"ios","title":"健康提醒","alert":"请打开查看"},
             {"platform":"android","title":"服务提醒","alert":"默认","extras":{"alertId":"42"}}]\
            """);
    }

    @Test
    void aMessageOnlyTheAppSeesIsDeliveredToo() {

        jpush.install("reg-" + alias, "android", alias);
        var push = toAlias(alias);
        push.remove("notification");

        jpush.push(with(push, "message", Map.of("msg_content", "refresh")))
                .expectStatus()
                .isOk();

        jpush.shown(alias)
                .jsonPath("$[0].message.msg_content")
                .isEqualTo("refresh")
                .jsonPath("$[0].alert")
                .doesNotExist();
    }

    @Test
    void whatShouldNotStandOnALockScreenIsFlagged() {

        jpush.install("reg-" + alias, "android", alias);

        jpush.push(with(toAlias(alias), "notification", Map.of("alert", "请联系13800000000")))
                .expectStatus()
                .isOk();
        jpush.push(with(toAlias(alias), "notification", Map.of("alert", "证件51010119400101123X")))
                .expectStatus()
                .isOk();
        jpush.push(toAlias(alias)).expectStatus().isOk();

        jpush.shown(alias)
                .jsonPath("$[0].flags.length()")
                .isEqualTo(0)
                .jsonPath("$[1].flags[0]")
                .isEqualTo("id_number")
                .jsonPath("$[2].flags[0]")
                .isEqualTo("phone_number");
    }

    @Test
    void membersOfAnAudienceAreAndedAndTheirEntriesOred() {

        jpush.install("a-" + alias, "android", alias, "north");
        jpush.install("b-" + alias, "android", alias, "south", "vip");
        jpush.install("c-" + alias, "android", alias);

        expectReached(Map.of("alias", List.of(alias)), "a", "b", "c");
        expectReached(Map.of("alias", List.of(alias), "tag", List.of("north", "south")), "a", "b");
        expectReached(Map.of("alias", List.of(alias), "tag_and", List.of("south", "vip")), "b");
        expectReached(Map.of("alias", List.of(alias), "tag_not", List.of("vip")), "a", "c");
        expectReached(Map.of("registration_id", List.of("c-" + alias)), "c");
        expectError(jpush.push(with(toAlias(alias), "audience", Map.of("segment", List.of("x")))), 400, 1011);
    }

    @Test
    void everybodyIsReachedByAll() {

        jpush.install("reg-" + alias, "ios", alias);

        jpush.push(with(toAlias(), "audience", "all")).expectStatus().isOk();

        jpush.shown(alias).jsonPath("$.length()").isEqualTo(1);
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

    @Test
    void validatingDeliversNothing() {

        jpush.install("reg-" + alias, "android", alias);

        jpush.validate(toAlias(alias))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.msg_id")
                .isNotEmpty();

        jpush.shown(alias).jsonPath("$.length()").isEqualTo(0);
    }

    @Test
    void aRepeatedCidGetsTheFirstAnswerAndIsDeliveredOnce() {

        jpush.install("reg-" + alias, "android", alias);
        var push = with(toAlias(alias), "cid", cid());

        var first = accepted(push);
        assertThat(accepted(push)).isEqualTo(first);
        jpush.shown(alias).jsonPath("$.length()").isEqualTo(1);
    }

    @RepeatedTest(30)
    void aCidUsedByManyAtOnceIsDeliveredOnce() {

        jpush.install("reg-" + alias, "android", alias);
        var body = JsonMapper.shared()
                .writeValueAsBytes(with(toAlias(alias), "cid", cids.issue(1).getFirst()));

        assertThat(AtOnce.all(() -> sendPush.handle(reader.read(body))))
                .hasSize(8)
                .containsOnly(sendPush.handle(reader.read(body)));
        assertThat(sendPush.newestFirst(it -> it.alias().equals(alias))).hasSize(1);
    }

    @Test
    void aCidWhosePushReachedNobodyIsNotSpent() {

        var push = with(toAlias(alias), "cid", cid());
        expectError(jpush.push(push), 400, 1011);
        jpush.install("reg-" + alias, "android", alias);

        jpush.push(push).expectStatus().isOk();
        jpush.shown(alias).jsonPath("$.length()").isEqualTo(1);
    }

    @Test
    void cidsAreHandedOutInPools() {
        jpush.get("/push/v3/push/cid?count=10&type=push")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cidlist.length()")
                .isEqualTo(10)
                .jsonPath("$.cidlist[0]")
                .value(String.class, it -> assertThat(it).matches("0123456789abcdef01234567-[0-9a-f-]{36}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"count=0", "count=11", "count=x", "type=poll"})
    void cidsAreNotHandedOutOtherwise(String query) {
        expectError(jpush.get("/push/v3/push/cid?" + query), 400, 1003);
    }

    @ParameterizedTest
    @CsvSource({"u_500, 500, 1000", "u_503, 503, 1030"})
    void someAliasesAlwaysMeetTrouble(String magic, int status, int code) {
        expectError(jpush.push(toAlias(magic)), status, code);
    }

    @Test
    void oneAliasIsAnsweredInHtml() {

        var answer = jpush.push(toAlias("u_html")).expectStatus().isEqualTo(502).expectBody(String.class);

        assertThat(answer.returnResult().getResponseBody()).startsWith("<html>");
    }

    @Test
    void oneAliasIsAnsweredWhenNobodyWaitsAnyMoreAndItsRepetitionAtOnce() {

        var push = with(toAlias("u_timeout"), "cid", cid());
        var started = System.nanoTime();
        var first = accepted(push);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(390));

        assertThat(accepted(push)).isEqualTo(first);
        assertThat(reached("u_timeout", first)).hasSize(1);
    }

    @Test
    void everyAnswerHasTheThreeRateHeaders() {

        for (var answer : List.of(
                jpush.push(toAlias(alias)),
                jpush.get("/push/v3/push/cid"),
                jpush.get("/nothing"),
                client.post().uri("/jpush/push/v3/push").exchange())) {
            answer.expectHeader()
                    .valueEquals("X-Rate-Limit-Limit", "600")
                    .expectHeader()
                    .exists("X-Rate-Limit-Remaining")
                    .expectHeader()
                    .exists("X-Rate-Limit-Reset");
        }
    }

    @Test
    void theQuotaRefusesOnlyWhenSwitchedOn() {

        for (var call = 0; call < 6; call++) {
            jpush.get("/report/v3/received/detail?msg_ids=1").expectStatus().isOk();
        }
        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "jpush", "kind", "quota"))
                .exchange()
                .expectStatus()
                .isOk();

        var refused = jpush.get("/report/v3/received/detail?msg_ids=1");
        refused.expectHeader().valueEquals("X-Rate-Limit-Remaining", "0");
        expectError(refused, 429, 2002);
        jpush.get("/report/v3/received/detail?msg_ids=1").expectStatus().isOk();
    }

    @Test
    void aFaultWithA429SaysThatNothingRemains() {

        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "jpush", "status", 429))
                .exchange()
                .expectStatus()
                .isOk();

        jpush.push(toAlias(alias)).expectHeader().valueEquals("X-Rate-Limit-Remaining", "0");
    }

    @Test
    void aFaultOfThePushDoesNotHitTheCidsBeforeIt() {

        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "jpush", "kind", "1011"))
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(cid()).isNotEmpty();
        expectError(jpush.push(with(toAlias(alias), "audience", "all")), 400, 1011);
    }

    private String cid() {

        var pool = jpush.get("/push/v3/push/cid").expectStatus().isOk().expectBody(String.class);
        return JsonPath.read(pool.returnResult().getResponseBody(), "$.cidlist[0]");
    }

    private String accepted(Map<String, Object> push) {

        var answer = jpush.push(push).expectStatus().isOk().expectBody(String.class);
        return JsonPath.read(answer.returnResult().getResponseBody(), "$.msg_id");
    }

    private void expectReached(Map<String, Object> audience, String... devices) {

        var msgId = accepted(with(toAlias(alias), "audience", audience));

        assertThat(reached(alias, msgId))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(devices).map(it -> it + "-" + alias).toList());
    }

    private List<String> reached(String someAlias, String msgId) {

        var shown = client.get()
                .uri("/_sandbox/push?alias=" + someAlias)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonPath.read(shown, "$[?(@.msgId=='%s')].registrationId".formatted(msgId));
    }

    private static Map<String, Object> without(Map<String, Object> push, String member) {

        var changed = with(push, member, "");
        changed.remove(member);
        return changed;
    }
}
