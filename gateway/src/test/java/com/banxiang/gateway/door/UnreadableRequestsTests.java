package com.banxiang.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.gateway.Fleet;
import com.banxiang.gateway.Raw;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EdgeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is no HTTP gets the envelope all the same. */
@EdgeTest
class UnreadableRequestsTests {

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\nHost: x",
                "GET /a b HTTP/1.1\nHost: x",
                "GET /[x] HTTP/1.1\nHost: x",
                "GET /api/v1/health/records?q=%zz HTTP/1.1\nHost: x",
                "GET /api/v1/health/records?q=<script> HTTP/1.1\nHost: x",
                "POST /api/v1/auth/login HTTP/1.1\nHost: x\nContent-Length: 3\nContent-Length: 4",
                "POST /api/v1/auth/login HTTP/1.1\nHost: x\nContent-Length: 3\nTransfer-Encoding: chunked",
                "garbage"
            })
    void areAnsweredInTheEnvelope(String head) {
        assertThat(Raw.send(port, head))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("X-Request-Id: req_")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .contains("\"success\":false", "\"code\":400", "\"code\":\"MALFORMED_REQUEST\"", "请求格式不正确");
    }

    @Test
    void soAreHeadersWithoutEnd() {
        assertThat(Raw.get(port, "/api", "X-Long: " + "a".repeat(20_000)))
                .startsWith("HTTP/1.1 431")
                .contains("\"code\":431");
    }

    @Test
    void leaveALineInTheLog() {
        try (var logs = CapturedLogs.start()) {
            Raw.send(port, "garbage 13800138000");
            await().untilAsserted(() -> logs.assertSomewhere("AccessLog", "\"status\":400"));
            logs.assertNowhere("13800138000");
        }
    }
}
