package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

/** How much a client may send. */
@EdgeTest
class BodyApiTests {

    static final int MEBIBYTE = 1024 * 1024;

    final String token = TestTokens.user(UUID.randomUUID());

    @Autowired
    WebTestClient anybody;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void passesABodyOfTheLargestSize() {
        post("/api/v1/health/body-ok", MEBIBYTE).expectStatus().isOk();
        assertThat(Fleet.HEALTH.asked("/api/v1/health/body-ok").getLast().bodyBytes())
                .isEqualTo(MEBIBYTE);
    }

    @Test
    void refusesAnAnnouncedLengthBeforeTheFirstByte() throws IOException {

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(
                            "POST /api/v1/health/body-announced HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                                    .formatted(token, MEBIBYTE + 1)
                                    .getBytes(ISO_8859_1));
            var answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 413");
        }

        assertThat(Fleet.HEALTH.asked("/api/v1/health/body-announced")).isEmpty();
    }

    @Test
    void cutsOffABodyThatGrowsTooLong() {
        chunked("/api/v1/health/body-chunked", MEBIBYTE + 1)
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(Fleet.HEALTH.asked("/api/v1/health/body-chunked")).isEmpty();
    }

    @Test
    void passesAStreamedBodyOfTheLargestSize() {
        chunked("/api/v1/health/body-streamed", MEBIBYTE).expectStatus().isOk();
        assertThat(Fleet.HEALTH.asked("/api/v1/health/body-streamed").getLast().bodyBytes())
                .isEqualTo(MEBIBYTE);
    }

    @Test
    void letsAnUploadBeLarger() {
        chunked("/api/v1/upload/image", 10 * MEBIBYTE).expectStatus().isOk();
        chunked("/api/v1/upload/image", 11 * MEBIBYTE).expectStatus().isEqualTo(413);
    }

    private WebTestClient.ResponseSpec post(String path, int bytes) {
        return to(path).bodyValue(new byte[bytes]).exchange();
    }

    private WebTestClient.ResponseSpec chunked(String path, int bytes) {

        var piece = 64 * 1024;
        var pieces = Flux.range(0, bytes / piece).map(_ -> piece).concatWith(Flux.just(bytes % piece));
        var body = pieces.map(it -> (DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(new byte[it]));
        return to(path).body(BodyInserters.fromDataBuffers(body)).exchange();
    }

    private WebTestClient.RequestBodySpec to(String path) {
        return Visitors.of(anybody)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.AUTHORIZATION, bearer(token));
    }
}
