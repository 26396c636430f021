package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** Long texts travel packed to whoever says that they can unpack them. */
@EdgeTest(properties = "banxiang.gateway.limits.account=100000")
class CompressionApiTests {

    static final String TEXT = "/api/v1/health/text";
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    final String token = TestTokens.user(UUID.randomUUID());

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @AfterEach
    void forget() {
        Fleet.HEALTH.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=UTF-8",
                "application/yaml",
                "text/plain",
                "text/html;charset=UTF-8"
            })
    void packsLongTexts(String type) throws IOException, InterruptedException {

        answers(type, 2000);

        var answer = get(TEXT, "br;q=0.5, gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().allValues("Vary")).containsOnlyOnce("Accept-Encoding");
        assertThat(answer.body()).hasSizeLessThan(200);
        assertThat(unpacked(answer.body())).isEqualTo("a".repeat(2000));
    }

    @Test
    void leavesShortOnesAlone() throws IOException, InterruptedException {

        answers("application/json", 1000);

        var answer = get(TEXT, "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().allValues("Vary")).containsOnlyOnce("Accept-Encoding");
        assertThat(answer.body()).hasSize(1000);
    }

    @Test
    void packsNothingForWhoCanNotUnpack() throws IOException, InterruptedException {

        answers("application/json", 2000);

        var answer = get(TEXT, "identity");

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().allValues("Vary")).containsOnlyOnce("Accept-Encoding");
        assertThat(answer.body()).hasSize(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "image/png", "application/octet-stream"})
    void packsNothingElse(String type) throws IOException, InterruptedException {

        answers(type, 2000);

        var answer = get(TEXT, "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().allValues("Vary")).isEmpty();
        assertThat(answer.body()).hasSize(2000);
    }

    @Test
    void packsNothingTwice() throws IOException, InterruptedException {

        var twice = packed("b".repeat(2_000_000));
        assertThat(twice).hasSizeGreaterThan(1024);
        Fleet.HEALTH.on(
                TEXT,
                (_, response) -> response.header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .header("Content-Length", Integer.toString(twice.length))
                        .sendObject(Unpooled.wrappedBuffer(twice)));

        var answer = get(TEXT, "gzip");

        assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(unpacked(answer.body())).hasSize(2_000_000);
    }

    private void answers(String type, int length) {
        Fleet.HEALTH.on(
                TEXT,
                (_, response) -> response.header("Content-Type", type)
                        .header("Content-Length", Integer.toString(length))
                        .sendString(Mono.just("a".repeat(length))));
    }

    private HttpResponse<byte[]> get(String path, String accepted) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", bearer(token))
                .header("Accept-Encoding", accepted)
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(bytes)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
