package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushCalls.expectError;
import static com.banxiang.sandbox.jpush.JPushCalls.toAlias;
import static com.banxiang.sandbox.jpush.JPushCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the vendor is in trouble: for some people always, for all when a test says so, and for who asks too often. */
@SandboxTest
class PushTroubleTests extends JPushScene {

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

        var push = with(toAlias("u_timeout"), "cid", jpush.cid());
        var started = System.nanoTime();
        var first = jpush.accepted(push);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(390));

        assertThat(jpush.accepted(push)).isEqualTo(first);
        assertThat(jpush.reached("u_timeout", first)).hasSize(1);
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

        assertThat(jpush.cid()).isNotEmpty();
        expectError(jpush.push(with(toAlias(alias), "audience", "all")), 400, 1011);
    }
}
