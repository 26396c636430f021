package com.banxiang.sandbox.traffic;

import com.banxiang.sandbox.SandboxTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@SandboxTest
class CallTests {

    @Autowired
    WebTestClient client;

    @Test
    void aCallIsShownAsItCameNewestFirst() {

        client.post()
                .uri("/robots/robot/send?access_token=first")
                .bodyValue("{}")
                .exchange();
        client.post()
                .uri("/robots/robot/send?access_token={token}", "a+b")
                .bodyValue("{\"msgtype\":\"text\"}")
                .exchange();

        calls("robots")
                .jsonPath("$[0].vendor")
                .isEqualTo("robots")
                .jsonPath("$[0].operation")
                .isEqualTo("/robot/send")
                .jsonPath("$[0].method")
                .isEqualTo("POST")
                .jsonPath("$[0].query.access_token")
                .isEqualTo("a+b")
                .jsonPath("$[0].body")
                .isEqualTo("{\"msgtype\":\"text\"}")
                .jsonPath("$[0].at")
                .isNotEmpty()
                .jsonPath("$[1].query.access_token")
                .isEqualTo("first");
    }

    @Test
    void aCallToAnUnknownPathOfAVendorIsShown() {

        client.get().uri("/wechat/typing/error").exchange().expectStatus().isNotFound();

        calls("wechat").jsonPath("$[0].path").isEqualTo("/wechat/typing/error");
    }

    @Test
    void aCallThatAFaultSpoiltIsShown() {

        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "wechat", "status", 500, "operation", "/spoilt"))
                .exchange();
        client.get().uri("/wechat/spoilt").exchange().expectStatus().isEqualTo(500);

        calls("wechat").jsonPath("$[0].path").isEqualTo("/wechat/spoilt");
    }

    @Test
    void credentialsAreStarredOut() {

        client.get().uri("/wechat/sns/jscode2session?secret=hunter2").exchange();
        calls("wechat").jsonPath("$[0].query.secret").isEqualTo("***");

        client.post()
                .uri("/wechat/cgi-bin/stable_token")
                .bodyValue("{\"secret\" : \"hunter2\"}")
                .exchange();
        calls("wechat").jsonPath("$[0].body").isEqualTo("{\"secret\" : \"***\"}");

        client.get()
                .uri("/jpush/push/v3/push/cid")
                .headers(it -> it.setBasicAuth("key", "hunter2"))
                .exchange();
        calls("jpush").jsonPath("$[0].headers.authorization").isEqualTo("Basic ***");
    }

    @Test
    void anEndlessBodyIsNotRead() {
        client.post()
                .uri("/robots/robot/send?access_token=x")
                .bodyValue("x".repeat(1024 * 1024 + 1))
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void anUnknownVendorIsRefused() {
        client.get()
                .uri("/_sandbox/calls?vendor=nobody")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private BodyContentSpec calls(String vendor) {
        return client.get()
                .uri("/_sandbox/calls?vendor=" + vendor)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
