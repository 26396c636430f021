package com.banxiang.gateway.wire;

import static com.banxiang.gateway.Visitors.bearer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.gateway.Fleet;
import com.banxiang.gateway.Raw;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the gateway speaks when it has a certificate. */
@EdgeTest(
        properties = {
            "banxiang.gateway.tls.certificate=target/tls/certificate.pem",
            "banxiang.gateway.tls.private-key=target/tls/private-key.pem",
            "banxiang.gateway.wire.head-within=2s",
            "spring.ssl.bundle.watch.file.quiet-period=200ms"
        })
class TlsApiTests {

    static final Certificate CERTIFICATE = new Certificate(Path.of("target/tls"));
    static final SSLContext ANYBODY = trusting();

    final String token = TestTokens.user(UUID.randomUUID());

    @LocalServerPort
    int port;

    @LocalManagementPort
    int management;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void speaksWhicheverHttpWasAgreedUpon(Version version) throws IOException, InterruptedException {
        var answer = get(version, "/api/v1/health/records");
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTodaysTls(String version) throws IOException {
        try (var socket = connect(version)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber())
                    .isEqualTo(CERTIFICATE.serial());
        }
    }

    /** A hello as such clients sent it: the answer is an alert that says protocol_version. */
    @ParameterizedTest
    @ValueSource(strings = {"0301", "0302"})
    void refusesYesterdays(String version) throws IOException {

        var body = version + "00".repeat(32) + "00" + "0004c013002f" + "0100";
        var message = "01%06x%s".formatted(body.length() / 2, body);
        var hello = HexFormat.of().parseHex("160301%04x%s".formatted(message.length() / 2, message));

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(hello);
            var alert = socket.getInputStream().readNBytes(7);
            assertThat(alert[0]).isEqualTo((byte) 21);
            assertThat(alert[5]).isEqualTo((byte) 2);
            assertThat(alert[6]).isEqualTo((byte) 70);
        }
    }

    @Test
    void showsANewCertificateAndKeepsOldConnections() throws IOException, InterruptedException {

        try (var http2 = client();
                var old = connect("TLSv1.3")) {
            get(http2, Version.HTTP_2, "/");
            var before = CERTIFICATE.serial();

            CERTIFICATE.renew();

            assertThat(CERTIFICATE.serial()).isNotEqualTo(before);
            await().untilAsserted(() -> assertThat(servedSerial()).isEqualTo(CERTIFICATE.serial()));
            assertThat(get(Version.HTTP_2, "/").version()).isEqualTo(Version.HTTP_2);
            assertThat(talk(old, "GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
            var kept = get(http2, Version.HTTP_2, "/");
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.sslSession().orElseThrow().getPeerCertificates()[0])
                    .isInstanceOfSatisfying(
                            X509Certificate.class,
                            it -> assertThat(it.getSerialNumber()).isEqualTo(before));
        }
    }

    /** What is no HTTP, and what never comes to an end, is answered as it is without TLS. */
    @Test
    void answersInTheEnvelopeBeforeThereIsARequest() throws IOException {
        try (var socket = connect("TLSv1.3")) {
            assertThat(talk(socket, "garbage\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("MALFORMED_REQUEST");
        }
        try (var socket = connect("TLSv1.3")) {
            assertThat(talk(socket, "GET / HT")).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
        }
    }

    @Test
    void speaksNothingInClear() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: t\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .doesNotContain("HTTP/");
        }
    }

    @Test
    void leavesTheOtherPortAsItIs() {
        assertThat(Raw.get(management, "/actuator/health/readiness")).startsWith("HTTP/1.1 200");
    }

    private BigInteger servedSerial() throws IOException {
        try (var socket = connect("TLSv1.3")) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private HttpResponse<String> get(Version version, String path) throws IOException, InterruptedException {
        try (var client = client()) {
            return get(client, version, path);
        }
    }

    private HttpResponse<String> get(HttpClient client, Version version, String path)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .version(version)
                .header("Authorization", bearer(token))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().sslContext(ANYBODY).build();
    }

    private SSLSocket connect(String protocol) throws IOException {
        var socket = (SSLSocket) ANYBODY.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static String talk(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** The certificate is another each time; what matters here is which one it is. */
    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
