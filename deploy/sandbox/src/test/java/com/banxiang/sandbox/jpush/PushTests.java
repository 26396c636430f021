package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushCalls.expectError;
import static com.banxiang.sandbox.jpush.JPushCalls.toAlias;
import static com.banxiang.sandbox.jpush.JPushCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.SandboxTest;
import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whom an accepted push reaches, and what they read. */
@SandboxTest
class PushTests extends JPushScene {

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

        var first = jpush.accepted(toAlias(alias));
        var second = jpush.accepted(toAlias(alias));
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

    private void expectReached(Map<String, Object> audience, String... devices) {

        var msgId = jpush.accepted(with(toAlias(alias), "audience", audience));

        assertThat(jpush.reached(alias, msgId))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(devices).map(it -> it + "-" + alias).toList());
    }
}
