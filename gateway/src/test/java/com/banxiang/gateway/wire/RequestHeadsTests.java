package com.banxiang.gateway.wire;

import static com.banxiang.gateway.Visitors.bearer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.gateway.Fleet;
import com.banxiang.gateway.Raw;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clients that take their time, or bring too much. */
@EdgeTest(
        properties = {
            "banxiang.gateway.wire.head-within=1s",
            "banxiang.gateway.wire.body-within=6s",
            "banxiang.gateway.forward.answer-within=2s",
            "server.netty.idle-timeout=4s"
        })
class RequestHeadsTests {

    static final String RECORDS = "/api/v1/health/records";

    final String token = TestTokens.user(UUID.randomUUID());

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void giveUpAHeadThatStops() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 408")
                    .containsIgnoringCase("connection: close")
                    .contains("\"code\":408", "\"code\":\"REQUEST_TIMEOUT\"", "请求发送太慢");
        }
    }

    /** One letter after the other, each of them in time: it is the whole that counts. */
    @Test
    void giveUpAHeadThatTrickles() throws IOException {
        try (var logs = CapturedLogs.start();
                var socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(ISO_8859_1));
            tricklesUntilItIsClosed(socket);
            await().untilAsserted(() -> logs.assertSomewhere("AccessLog", "\"status\":408"));
        }
    }

    @Test
    void giveUpTheNextHeadOfAConnectionToo() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: t\r\n\r\nGET / HTTP/1.1\r\n".getBytes(ISO_8859_1));
            await().until(() -> socket.getInputStream().available() > 0);
            socket.getOutputStream().write("X: y".getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("HTTP/1.1 408");
        }
    }

    @Test
    void closeWhatIsIdleWithoutAWord() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: t\r\n\r\n".getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("HTTP/1.1 408");
        }
    }

    /** The service would have answered, so it isn't held against it; and the connection does not stay for ever. */
    @Test
    void tellWhoTricklesABodyThatItIsTheirs(@Autowired MeterRegistry meters) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: t\r\nAuthorization: %s\r\nContent-Length: 1000\r\n\r\n{"
                            .formatted(RECORDS, bearer(token))
                            .getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 408")
                    .contains("\"code\":\"REQUEST_TIMEOUT\"");
        }

        assertThat(meters.get("resilience4j.circuitbreaker.calls")
                        .tags("name", "health-service", "kind", "failed")
                        .timer()
                        .count())
                .isZero();
    }

    /** Nobody waits for an answer any more, and nothing but this limit ends it. */
    @Test
    void endABodyThatIsSentAfterItWasRefused() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\n"
                            .formatted(RECORDS)
                            .getBytes(ISO_8859_1));
            await().until(() -> socket.getInputStream().available() > 0);

            tricklesUntilItIsClosed(socket);
        }
    }

    @Test
    void takeAHundredHeadersAndNoMore() {

        // Host and Connection are two of them.
        assertThat(Raw.get(port, "/", headers(98))).startsWith("HTTP/1.1 200");
        assertThat(Raw.get(port, "/", headers(99)))
                .startsWith("HTTP/1.1 431")
                .contains("\"code\":431", "\"code\":\"MALFORMED_REQUEST\"");
    }

    @Test
    void takeEightKilobytesOfHeadersAndFourOfARequestLine() {
        assertThat(Raw.get(port, "/", "X-Long: " + "a".repeat(8000))).startsWith("HTTP/1.1 200");
        assertThat(Raw.get(port, "/", "X-Long: " + "a".repeat(8200))).startsWith("HTTP/1.1 431");
        assertThat(Raw.get(port, "/?" + "a".repeat(4000))).startsWith("HTTP/1.1 200");
        assertThat(Raw.get(port, "/?" + "a".repeat(4200)))
                .startsWith("HTTP/1.1 414")
                .contains("\"code\":414");
    }

    private static void tricklesUntilItIsClosed(Socket socket) {
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            try {
                socket.getOutputStream().write('a');
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    private static String[] headers(int count) {
        return IntStream.range(0, count).mapToObj(it -> "X-%d: y".formatted(it)).toArray(String[]::new);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        return socket;
    }
}
