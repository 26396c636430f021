package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** What an open WebSocket hears, and when it is closed. */
@ServiceTest
class LiveSocketTests {

    static final String ELDERS = "/api/v1/ws/notifications";

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    final UUID elder = UUID.randomUUID();

    Ears ears;
    Stored stored;

    @BeforeEach
    void begin(@Autowired DatabaseClient database) {
        ears = new Ears(port);
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder);
        Outside.elder(elder, null);
    }

    @AfterEach
    void hangUp() {
        ears.hangUp();
    }

    @Test
    void hearsOfAnAlertTheMomentItLiesInTheInbox() {

        var ear = ears.listen(ELDERS, TestTokens.user(elder));
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
    void howLongItTookToAReaderIsMeasured(@Autowired MeterRegistry meters) {

        var ear = ears.listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        var before = meters.get("notification.live.time").timer().count();
        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));

        var time = meters.get("notification.live.time").timer().takeSnapshot();
        assertThat(time.count()).isGreaterThan(before);
        assertThat(time.histogramCounts()).isNotEmpty();
    }

    @Test
    void countsOnlyWhatIsUnread() {

        var ear = ears.listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(ear.unread()).isEqualTo(1));

        stored.change("update notifications set read_at = now() where recipient_id = ?", elder);
        Happenings.welcome(elder);

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(2));
        await().untilAsserted(() ->
                assertThat(ear.frames.getLast().path("type").asString()).isEqualTo("unread"));
        assertThat(ear.unread()).isEqualTo(1);
    }

    @Test
    void everyConnectionOfAPersonHears() {

        var first = ears.listen(ELDERS, TestTokens.user(elder));
        var second = ears.listen(ELDERS, TestTokens.user(elder));
        first.awaitOpen();
        second.awaitOpen();

        Happenings.welcome(elder);

        await().untilAsserted(() -> assertThat(first.notifications()).hasSize(1));
        await().untilAsserted(() -> assertThat(second.notifications()).isEqualTo(first.notifications()));
    }

    @Test
    void nobodyElseHears() {

        var stranger = UUID.randomUUID();
        var ear = ears.listen(ELDERS, TestTokens.user(stranger));
        ear.awaitOpen();

        Happenings.welcome(elder);
        Happenings.welcome(stranger);

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));
        assertThat(ear.notifications())
                .containsExactly(stored.one(UUID.class, "select id from notifications where recipient_id = ?", stranger)
                        .toString());
    }

    @Test
    void speaksTheReadersLanguage() {

        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "en-GB");
        var ear = ears.open(ELDERS, headers, List.of("bearer", TestTokens.user(elder)));
        var other = ears.listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        other.awaitOpen();

        Happenings.welcome(elder);
        Happenings.welcome(elder);

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSizeGreaterThan(1));
        await().untilAsserted(() -> assertThat(other.notifications()).hasSizeGreaterThan(1));
        assertThat(ear.notifications()).doesNotHaveDuplicates().isEqualTo(other.notifications());
        assertThat(ear.frames.get(1).path("data").path("title").asString()).isEqualTo("Welcome to BanXiang");
        assertThat(other.frames.get(1).path("data").path("title").asString()).isEqualTo("欢迎来到伴享");
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
        var listening = ears.listen(ELDERS, TestTokens.user(elder));

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

    private Account account() {
        return new Account(AccountKind.USER, elder);
    }
}
