package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Client;
import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class LiveSocketTests {

    static final String ELDERS = "/api/v1/ws/notifications";
    static final String CHILDRENS = "/api/child/ws/notifications";

    /** A WebSocket as an app holds it, and all it heard. */
    final class Ear implements WebSocketHandler {

        final List<JsonNode> frames = new CopyOnWriteArrayList<>();
        final List<CloseStatus> closed = new CopyOnWriteArrayList<>();
        final List<String> protocol = new CopyOnWriteArrayList<>();
        final List<String> offered;
        Disposable open;

        Ear(List<String> offered) {
            this.offered = offered;
        }

        @Override
        public List<String> getSubProtocols() {
            return offered;
        }

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            var agreed = session.getHandshakeInfo().getSubProtocol();
            protocol.add(agreed == null ? "" : agreed);
            session.closeStatus().doOnNext(closed::add).subscribe();
            return session.receive()
                    .doOnNext(it -> frames.add(JsonMapper.shared().readTree(it.getPayloadAsText())))
                    .then();
        }

        List<String> notifications() {
            return frames.stream()
                    .filter(it -> it.path("type").asString().equals("notification"))
                    .map(it -> it.path("id").asString())
                    .toList();
        }

        void awaitOpen() {
            await().untilAsserted(() ->
                    assertThat(frames).anyMatch(it -> it.path("type").asString().equals("unread")));
        }

        int awaitClosed() {
            await().untilAsserted(() -> assertThat(closed).isNotEmpty());
            return closed.getFirst().getCode();
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    final UUID elder = UUID.randomUUID();
    final List<Ear> ears = new CopyOnWriteArrayList<>();

    Client client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder);
        Outside.elder(elder, null);
    }

    @AfterEach
    void hangUp() {
        ears.forEach(it -> it.open.dispose());
    }

    @Test
    void hearsOfAnAlertTheMomentItLiesInTheInbox() {

        var ear = listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        assertThat(ear.protocol).containsExactly("bearer");

        var alert = AlertOf.elder(elder);
        alert.raised("warning");

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));
        var frame = ear.frames.get(1);
        assertThat(frame.path("data").path("type").asString()).isEqualTo("health_alert");
        assertThat(frame.path("data").path("data").path("alertId").asString())
                .isEqualTo(alert.id().toString());
        assertThat(frame.path("id").asString())
                .isEqualTo(frame.path("data").path("id").asString());
        await().untilAsserted(() ->
                assertThat(ear.frames.getLast().path("count").asLong()).isEqualTo(1));
    }

    @Test
    void everyConnectionOfAPersonHears() {

        var first = listen(ELDERS, TestTokens.user(elder));
        var second = listen(ELDERS, TestTokens.user(elder));
        first.awaitOpen();
        second.awaitOpen();

        welcome();

        await().untilAsserted(() -> assertThat(first.notifications()).hasSize(1));
        await().untilAsserted(() -> assertThat(second.notifications()).isEqualTo(first.notifications()));
    }

    @Test
    void nobodyElseHears() {

        var stranger = UUID.randomUUID();
        var ear = listen(ELDERS, TestTokens.user(stranger));
        ear.awaitOpen();

        welcome();
        Happenings.publish("user-registered", stranger, "/user-service", registered(stranger));

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));
        assertThat(ear.notifications())
                .containsExactly(stored.one(UUID.class, "select id from notifications where recipient_id = ?", stranger)
                        .toString());
    }

    @Test
    void resumesWithoutALossOrADouble() {

        var ear = listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        welcome();
        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));
        ear.open.dispose();
        await().untilAsserted(() -> assertThat(connections.of(account())).isEmpty());
        for (var i = 0; i < 3; i++) {
            welcome();
        }
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(4));

        var back = listen(ELDERS + "?lastEventId=" + ear.notifications().getLast(), TestTokens.user(elder));
        back.awaitOpen();
        welcome();

        await().untilAsserted(() -> assertThat(back.notifications()).hasSize(4));
        assertThat(back.notifications()).isEqualTo(allOf(elder).subList(1, 5));
    }

    @Test
    void resumesWhileNewOnesArriveWithoutALossOrADouble() {

        welcome();
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));
        var last = allOf(elder).getFirst();

        for (var i = 0; i < 10; i++) {
            welcome();
        }
        var ear = listen(ELDERS + "?lastEventId=" + last, TestTokens.user(elder));
        for (var i = 0; i < 10; i++) {
            welcome();
        }

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(20));
        assertThat(ear.notifications()).isEqualTo(allOf(elder).subList(1, 21));
    }

    @Test
    void resumesFromNothingKnownWithTheNewestTwoHundredOfADay() {

        stored.change("""
            insert into notifications (id, recipient_kind, recipient_id, event_id, type, template, params, data,
                                       occurred_at, created_at)
            select gen_random_uuid(), 'user', ?, gen_random_uuid(), 'welcome', 'welcome', '{}', '{}', now(),
                   case when n <= 5 then now() - interval '25 hours' else now() end
              from generate_series(1, 210) n
            """, elder);

        var ear = listen(ELDERS + "?lastEventId=" + UUID.randomUUID(), TestTokens.user(elder));

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(200));
        assertThat(ear.notifications()).isEqualTo(allOf(elder).subList(10, 210));
    }

    @Test
    void aTicketOpensOneWebSocketAndNoMore() {

        var ticket = ticket("/api/v1/ws/tickets", Client.user(elder));

        var ear = listen(ELDERS + "?ticket=" + ticket, null);
        ear.awaitOpen();
        var again = listen(ELDERS + "?ticket=" + ticket, null);

        assertThat(again.awaitClosed()).isEqualTo(4401);
        assertThat(stored.count("select count(*) from ws_tickets where account_id = ?", elder))
                .isZero();
    }

    @Test
    void aTicketIsAnsweredWithItsLife() {

        var answer =
                client.post("/api/child/ws/tickets", Client.child(elder), null).expect(200);

        assertThat(answer.data().path("expiresIn").asLong()).isEqualTo(30);
        client.post("/api/v1/ws/tickets", null, null).expectRefusal(401, "UNAUTHENTICATED");
        client.post("/api/v1/ws/tickets", Client.child(elder), null).expectRefusal(403, "FORBIDDEN");
    }

    @Test
    void anOldTicketIsRefused() {

        var ticket = ticket("/api/v1/ws/tickets", Client.user(elder));
        stored.change("update ws_tickets set expires_at = now() - interval '1 second' where account_id = ?", elder);

        assertThat(listen(ELDERS + "?ticket=" + ticket, null).awaitClosed()).isEqualTo(4401);
    }

    @Test
    void refusesByClosingWithACode() {

        assertThat(listen(ELDERS, null).awaitClosed()).isEqualTo(4401);
        assertThat(listen(ELDERS, "nonsense").awaitClosed()).isEqualTo(4401);
        assertThat(listen(ELDERS, TestTokens.user(elder, it -> it.expired())).awaitClosed())
                .isEqualTo(4401);
        assertThat(listen(ELDERS, TestTokens.child(elder)).awaitClosed()).isEqualTo(4403);
        assertThat(listen(CHILDRENS, TestTokens.user(elder)).awaitClosed()).isEqualTo(4403);
        var ticket = ticket("/api/v1/ws/tickets", Client.user(elder));
        assertThat(listen(CHILDRENS + "?ticket=" + ticket, null).awaitClosed()).isEqualTo(4403);
    }

    @Test
    void takesTheUsualHeaderToo() {

        var headers = new HttpHeaders();
        headers.setBearerAuth(TestTokens.child(elder));
        var ear = new Ear(List.of());

        open(CHILDRENS, headers, ear);

        ear.awaitOpen();
        assertThat(ear.protocol).containsExactly("");
    }

    @Test
    void theSixthConnectionOfAPersonIsRefused() {

        for (var i = 0; i < 5; i++) {
            listen(ELDERS, TestTokens.user(elder)).awaitOpen();
        }

        assertThat(listen(ELDERS, TestTokens.user(elder)).awaitClosed()).isEqualTo(4409);

        ears.getFirst().open.dispose();
        await().untilAsserted(() -> assertThat(connections.of(account())).hasSize(4));
        listen(ELDERS, TestTokens.user(elder)).awaitOpen();
    }

    @Test
    void closesWhenTheSessionIsRevokedAndRefusesItAfterwards() {

        var session = UUID.randomUUID();
        var token = TestTokens.user(elder, it -> it.session(session));
        var ear = listen(ELDERS, token);
        var other = listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        other.awaitOpen();

        Outside.revoked(session);

        assertThat(ear.awaitClosed()).isEqualTo(4401);
        assertThat(listen(ELDERS, token).awaitClosed()).isEqualTo(4401);
        assertThat(other.closed).isEmpty();
    }

    @Test
    void pingsAndDropsWhoShowsNoSignOfLife() {

        var pings = new CopyOnWriteArrayList<WebSocketMessage.Type>();
        var closed = new CopyOnWriteArrayList<CloseStatus>();
        var headers = new HttpHeaders();
        headers.setBearerAuth(TestTokens.user(elder));
        // It sees pings instead of answering them.
        var deaf = new ReactorNettyWebSocketClient(
                HttpClient.create(), () -> WebsocketClientSpec.builder().handlePing(true));
        var listening = listen(ELDERS, TestTokens.user(elder));

        var open = deaf.execute(URI.create("ws://127.0.0.1:" + port + ELDERS), headers, session -> {
                    session.closeStatus().doOnNext(closed::add).subscribe();
                    return session.receive()
                            .map(WebSocketMessage::getType)
                            .filter(WebSocketMessage.Type.PING::equals)
                            .doOnNext(pings::add)
                            .then();
                })
                .onErrorComplete()
                .subscribe();

        await().untilAsserted(() -> assertThat(closed).isNotEmpty());
        await().untilAsserted(() -> assertThat(connections.of(account())).hasSize(1));
        assertThat(pings.size()).isGreaterThan(1);
        assertThat(listening.closed).isEmpty();
        open.dispose();
    }

    @Test
    void speaksTheReadersLanguage() {

        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "en-GB");
        var ear = open(ELDERS, headers, new Ear(List.of("bearer", TestTokens.user(elder))));
        var other = listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        other.awaitOpen();

        welcome();

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));
        await().untilAsserted(() -> assertThat(other.notifications()).hasSize(1));
        assertThat(ear.frames.get(1).path("data").path("title").asString()).isEqualTo("Welcome to BanXiang");
        assertThat(other.frames.get(1).path("data").path("title").asString()).isEqualTo("欢迎来到伴享");
    }

    private String ticket(String path, String authorization) {
        return client.post(path, authorization, null)
                .expect(200)
                .data()
                .path("ticket")
                .asString();
    }

    private Ear listen(String path, String token) {
        var ear = new Ear(token == null ? List.of() : List.of("bearer", token));
        return open(path, new HttpHeaders(), ear);
    }

    private Ear open(String path, HttpHeaders headers, Ear ear) {
        ears.add(ear);
        ear.open = new ReactorNettyWebSocketClient()
                .execute(URI.create("ws://127.0.0.1:" + port + path), headers, ear)
                .onErrorComplete()
                .subscribe();
        return ear;
    }

    private Account account() {
        return new Account(AccountKind.USER, elder);
    }

    private void welcome() {
        Happenings.publish("user-registered", elder, "/user-service", registered(elder));
    }

    private static Map<String, Object> registered(UUID user) {
        return Map.of(
                "userId",
                user,
                "channel",
                "sms",
                "version",
                1,
                "occurredAt",
                Instant.now().toString());
    }

    private List<String> allOf(UUID person) {
        return stored
                .all(UUID.class, "select id from notifications where recipient_id = ? order by seq", person)
                .stream()
                .map(UUID::toString)
                .toList();
    }
}
