package com.banxiang.sandbox.robots;

import com.banxiang.sandbox.SandboxTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@SandboxTest
class RobotTests {

    static final String HELLO = "{\"msgtype\":\"text\",\"text\":{\"content\":\"有一条紧急提醒未处理\"}}";

    @Autowired
    WebTestClient client;

    @BeforeEach
    void clearFaults() {
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

    @Test
    void theGroupReadsATextMessage() {

        send("group-1", HELLO)
                .jsonPath("$.errcode")
                .isEqualTo(0)
                .jsonPath("$.errmsg")
                .isEqualTo("ok");

        client.get()
                .uri("/_sandbox/robots")
                .exchange()
                .expectBody()
                .jsonPath("$[0].robot")
                .isEqualTo("dingtalk")
                .jsonPath("$[0].token")
                .isEqualTo("group-1")
                .jsonPath("$[0].text")
                .isEqualTo("有一条紧急提醒未处理")
                .jsonPath("$[0].at")
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        group-1 | {}
        group-1 | not json
        group-1 | {"msgtype":"text","text":{"content":""}}
        group-1 | {"msgtype":"image","text":{"content":"x"}}
        ''      | {"msgtype":"text","text":{"content":"x"}}
        """)
    void aMessageOfAnotherFormIsRefused(String token, String body) {
        send(token, body).jsonPath("$.errcode").isEqualTo(40035);
    }

    @Test
    void aGroupThatIsToldTooMuchRefuses() {

        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "robots", "kind", "quota"))
                .exchange()
                .expectStatus()
                .isOk();

        send("group-1", HELLO).jsonPath("$.errcode").isEqualTo(130101);
        send("group-1", HELLO).jsonPath("$.errcode").isEqualTo(0);
    }

    private BodyContentSpec send(String token, String body) {
        return client.post()
                .uri("/robots/robot/send?access_token=" + token)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
