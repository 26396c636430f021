package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.WebsocketServerSpec;

/** WebSockets: who may open one is decided before it is one; after that the gateway only carries. */
@EdgeTest(
        properties = {
            "banxiang.gateway.forward.idle-for=8s",
            "banxiang.gateway.wire.head-within=1s",
            "banxiang.gateway.wire.body-within=2s"
        })
class SocketApiTests {

    static final String SOCKET = "/api/v1/ws/notifications";

    final UUID elder = UUID.randomUUID();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    /** As notification-service does: accepts whoever comes, echoes, pings, and closes with a code of its own if told to. */
    @BeforeEach
    void openTheService() {
        for (var path : List.of(SOCKET, "/api/child/ws/notifications")) {
            Fleet.NOTIFICATION.on(
                    path,
                    (request, response) -> response.sendWebsocket(
                            (in, out) -> request.uri().contains("refuse")
                                    ? out.sendClose(4401, "no")
                                    : out.sendString(Flux.just("hello")
                                                    .concatWith(in.aggregateFrames()
                                                            .receive()
                                                            .asString()
                                                            .map(it -> "echo " + it)))
                                            .then(),
                            chosenBy(request)));
        }
    }

    @AfterEach
    void closeTheService() {
        Fleet.NOTIFICATION.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {SOCKET, "/api/child/ws/notifications", SOCKET + "?ticket=", SOCKET + "?lastEventId=1"})
    void refusesWhoHasNoTokenBeforeTheUpgrade(String path) {

        var answer = upgrade(path);

        assertThat(answer).startsWith("HTTP/1.1 401").contains("\"code\":\"UNAUTHENTICATED\"");
        assertThat(Fleet.NOTIFICATION.asked(path)).isEmpty();
    }

    @Test
    void refusesABadTokenBeforeTheUpgradeWhereverItStands() {

        var bad = TestTokens.user(elder, Token::forged);
        var good = TestTokens.user(elder);

        assertThat(upgrade(SOCKET, "Authorization: Bearer " + bad)).startsWith("HTTP/1.1 401");
        assertThat(upgrade(SOCKET, "Sec-WebSocket-Protocol: bearer, " + bad)).startsWith("HTTP/1.1 401");
        assertThat(upgrade(SOCKET, "Sec-WebSocket-Protocol: bearer")).startsWith("HTTP/1.1 401");
        assertThat(upgrade(SOCKET, "Sec-WebSocket-Protocol: other, " + good)).startsWith("HTTP/1.1 401");
        assertThat(upgrade(SOCKET, "Sec-WebSocket-Protocol: bearer, " + bad, "Authorization: Bearer " + good))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void refusesTheWrongSide() {
        assertThat(upgrade("/api/child/ws/notifications", "Authorization: Bearer " + TestTokens.user(elder)))
                .startsWith("HTTP/1.1 403");
        assertThat(upgrade(SOCKET, "Authorization: Bearer " + TestTokens.child(elder)))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void carriesBothWaysWithATokenInTheSubProtocols() {

        var token = TestTokens.user(elder);
        var heard = new CopyOnWriteArrayList<String>();
        var chosen = new AtomicReference<String>();

        talk(SOCKET, new HttpHeaders(), List.of("bearer", token), heard, chosen);

        assertThat(heard).containsExactly("hello", "echo 您好");
        assertThat(chosen).hasValue("bearer");
    }

    @Test
    void carriesBothWaysWithATokenInTheHeader() {

        var headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)));
        var heard = new CopyOnWriteArrayList<String>();

        talk(SOCKET, headers, List.of(), heard, new AtomicReference<>());

        assertThat(heard).containsExactly("hello", "echo 您好");
        var asked = Fleet.NOTIFICATION.asked(SOCKET).getLast();
        assertThat(asked.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(asked.header("X-Request-Id")).isNotEmpty();
    }

    /** What travels in it is neither a head nor a body, and takes the time it takes. */
    @Test
    void carriesLongerThanARequestMayTake() {

        var headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)));
        var heard = new CopyOnWriteArrayList<String>();
        var words = Flux.interval(Duration.ZERO, Duration.ofMillis(900)).take(4).map(it -> "word " + it);

        new ReactorNettyWebSocketClient()
                .execute(
                        uri(SOCKET),
                        headers,
                        session -> session.send(words.map(session::textMessage))
                                .and(session.receive()
                                        .map(it -> it.getPayloadAsText())
                                        .take(5)
                                        .doOnNext(heard::add))
                                .then(session.close()))
                .block(Duration.ofSeconds(60));

        assertThat(heard).containsExactly("hello", "echo word 0", "echo word 1", "echo word 2", "echo word 3");
    }

    @Test
    void waitsForTheRestOfAFrame() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("""
                        GET %s HTTP/1.1\r
                        Host: t\r
                        Connection: Upgrade\r
                        Upgrade: websocket\r
                        Sec-WebSocket-Version: 13\r
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                        Authorization: %s\r
                        \r
                        """.formatted(SOCKET, bearer(TestTokens.user(elder))).getBytes(ISO_8859_1));
            await().until(() -> socket.getInputStream().available() > 0);

            // A text of two letters under a mask that changes nothing.
            socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0});
            Mono.delay(Duration.ofSeconds(3)).block();
            socket.getOutputStream().write(new byte[] {0, 0, 'h', 'i'});

            var heard = new StringBuilder();
            for (var c = 0; heard.indexOf("echo hi") < 0 && c >= 0; ) {
                c = socket.getInputStream().read();
                heard.append((char) c);
            }
            assertThat(heard).contains("echo hi");
        }
    }

    @Test
    void letsATicketPass() {

        var heard = new CopyOnWriteArrayList<String>();

        talk(SOCKET + "?ticket=t-1", new HttpHeaders(), List.of(), heard, new AtomicReference<>());

        assertThat(heard).containsExactly("hello", "echo 您好");
    }

    @Test
    void takesATicketForNothingButASocket() {
        assertThat(Raw.get(port, SOCKET + "?ticket=t-1")).startsWith("HTTP/1.1 401");
        assertThat(upgrade("/api/v1/health/records?ticket=t-1")).startsWith("HTTP/1.1 401");
        assertThat(Raw.send(
                        port,
                        "POST /api/v1/ws/tickets?ticket=t-1 HTTP/1.1\nHost: t\nUpgrade: websocket\nContent-Length: 0"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void passesTheServicesCloseCodeOn() {

        var closed = new AtomicReference<CloseStatus>();

        new ReactorNettyWebSocketClient()
                .execute(
                        uri(SOCKET + "?refuse=1"),
                        new HttpHeaders(),
                        withSubProtocols(
                                List.of("bearer", TestTokens.user(elder)),
                                session -> session.receive()
                                        .then(session.closeStatus())
                                        .doOnNext(closed::set)
                                        .then()))
                .block(Duration.ofSeconds(60));

        assertThat(closed.get()).isNotNull().extracting(CloseStatus::getCode).isEqualTo(4401);
    }

    @Test
    void endsASocketWhoseClientIsGoneWithoutAWord() {

        var headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)));

        var silent = new ReactorNettyWebSocketClient()
                .execute(uri(SOCKET), headers, session -> session.receive().then());

        silent.onErrorComplete().block(Duration.ofSeconds(60));
    }

    @Test
    void writesNoTokenIntoAnyLog() {

        var token = TestTokens.user(elder);
        var forged = TestTokens.user(elder, Token::forged);

        try (var logs = CapturedLogs.start()) {

            // A service that knows no sub-protocol makes the client underneath complain, naming what was offered.
            Fleet.NOTIFICATION.on(SOCKET, (_, response) -> response.sendWebsocket((_, _) -> Mono.empty()));
            new ReactorNettyWebSocketClient()
                    .execute(
                            uri(SOCKET + "?lastEventId=secret-id"),
                            new HttpHeaders(),
                            withSubProtocols(
                                    List.of("bearer", token),
                                    session -> session.receive().then()))
                    .onErrorComplete()
                    .block(Duration.ofSeconds(60));

            upgrade(SOCKET, "Sec-WebSocket-Protocol: bearer, " + forged);
            upgrade(SOCKET + "?ticket=secret-ticket&x=", "Sec-WebSocket-Protocol: nonsense");

            await().untilAsserted(() -> {
                logs.assertSomewhere("/api/v1/ws/**", "\"status\":401");
                logs.assertSomewhere("/api/v1/ws/**", "\"status\":101");
            });
            logs.assertNowhere(
                    signatureOf(token),
                    signatureOf(forged),
                    payloadOf(token),
                    "secret-ticket",
                    "secret-id",
                    elder.toString());
        }
    }

    private static WebsocketServerSpec chosenBy(HttpServerRequest request) {
        var spec = WebsocketServerSpec.builder();
        return request.requestHeaders().contains("Sec-WebSocket-Protocol")
                ? spec.protocols("bearer").build()
                : spec.build();
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String payloadOf(String token) {
        return token.split("\\.")[1];
    }

    private void talk(
            String path,
            HttpHeaders headers,
            List<String> subProtocols,
            List<String> heard,
            AtomicReference<String> chosen) {

        new ReactorNettyWebSocketClient()
                .execute(uri(path), headers, withSubProtocols(subProtocols, session -> {
                    chosen.set(session.getHandshakeInfo().getSubProtocol());
                    return session.send(Mono.fromSupplier(() -> session.textMessage("您好")))
                            .thenMany(session.receive()
                                    .map(it -> it.getPayloadAsText())
                                    .take(2)
                                    .doOnNext(heard::add))
                            .then(session.close());
                }))
                .block(Duration.ofSeconds(60));
    }

    private static WebSocketHandler withSubProtocols(List<String> subProtocols, WebSocketHandler handler) {
        return new WebSocketHandler() {

            @Override
            public List<String> getSubProtocols() {
                return subProtocols;
            }

            @Override
            public Mono<Void> handle(WebSocketSession session) {
                return handler.handle(session);
            }
        };
    }

    private URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    private String upgrade(String path, String... headers) {
        return Raw.get(
                port,
                path,
                "Upgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n%s"
                        .formatted(String.join("\n", headers)));
    }
}
