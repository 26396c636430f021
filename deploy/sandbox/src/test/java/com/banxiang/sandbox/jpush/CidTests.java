package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushCalls.expectError;
import static com.banxiang.sandbox.jpush.JPushCalls.toAlias;
import static com.banxiang.sandbox.jpush.JPushCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.AtOnce;
import com.banxiang.sandbox.SandboxTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The id by which the vendor takes a repeat for the same push. */
@SandboxTest
class CidTests extends JPushScene {

    @Autowired
    Cids cids;

    @Autowired
    PushReader reader;

    @Autowired
    SendPush sendPush;

    @Test
    void aRepeatedCidGetsTheFirstAnswerAndIsDeliveredOnce() {

        jpush.install("reg-" + alias, "android", alias);
        var push = with(toAlias(alias), "cid", jpush.cid());

        var first = jpush.accepted(push);
        assertThat(jpush.accepted(push)).isEqualTo(first);
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

        var push = with(toAlias(alias), "cid", jpush.cid());
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
}
