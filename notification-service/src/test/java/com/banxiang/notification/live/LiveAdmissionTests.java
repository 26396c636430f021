package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who may open a WebSocket, with what, and how many. */
@ServiceTest
class LiveAdmissionTests {

    static final String ELDERS = "/api/v1/ws/notifications";
    static final String CHILDRENS = "/api/child/ws/notifications";

    @Autowired
    Connections connections;

    final UUID elder = UUID.randomUUID();

    Ears ears;
    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@LocalServerPort int port, @Autowired WebTestClient http, @Autowired DatabaseClient database) {
        ears = new Ears(port);
        client = new Requests(http);
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
    void aTicketOpensOneWebSocketAndNoMore() {

        var ticket = ticket("/api/v1/ws/tickets", Authorization.user(elder));

        var ear = ears.listen(ELDERS + "?ticket=" + ticket, null);
        ear.awaitOpen();
        var again = ears.listen(ELDERS + "?ticket=" + ticket, null);

        assertThat(again.awaitClosed()).isEqualTo(4401);
        assertThat(stored.count("select count(*) from ws_tickets where account_id = ?", elder))
                .isZero();
    }

    @Test
    void aTicketIsAnsweredWithItsLife() {

        var answer = client.post("/api/child/ws/tickets", Authorization.child(elder), null)
                .expect(200);

        assertThat(answer.data().path("expiresIn").asLong()).isEqualTo(30);
        client.post("/api/v1/ws/tickets", null, null).expectRefusal(401, "UNAUTHENTICATED");
        client.post("/api/v1/ws/tickets", Authorization.child(elder), null).expectRefusal(403, "FORBIDDEN");
    }

    @Test
    void anOldTicketIsRefused() {

        var ticket = ticket("/api/v1/ws/tickets", Authorization.user(elder));
        stored.change("update ws_tickets set expires_at = now() - interval '1 second' where account_id = ?", elder);

        assertThat(ears.listen(ELDERS + "?ticket=" + ticket, null).awaitClosed())
                .isEqualTo(4401);
    }

    @Test
    void refusesByClosingWithACode() {

        assertThat(ears.listen(ELDERS, null).awaitClosed()).isEqualTo(4401);
        assertThat(ears.listen(ELDERS, "nonsense").awaitClosed()).isEqualTo(4401);
        assertThat(ears.listen(ELDERS, TestTokens.user(elder, it -> it.expired()))
                        .awaitClosed())
                .isEqualTo(4401);
        assertThat(ears.listen(ELDERS, TestTokens.child(elder)).awaitClosed()).isEqualTo(4403);
        assertThat(ears.listen(CHILDRENS, TestTokens.user(elder)).awaitClosed()).isEqualTo(4403);
        var ticket = ticket("/api/v1/ws/tickets", Authorization.user(elder));
        assertThat(ears.listen(CHILDRENS + "?ticket=" + ticket, null).awaitClosed())
                .isEqualTo(4403);
    }

    @Test
    void takesTheUsualHeaderToo() {

        var headers = new HttpHeaders();
        headers.setBearerAuth(TestTokens.child(elder));
        var ear = ears.open(CHILDRENS, headers, List.of());

        ear.awaitOpen();
        assertThat(ear.protocol).containsExactly("");
    }

    @Test
    void theSixthConnectionOfAPersonIsRefused() {

        var first = ears.listen(ELDERS, TestTokens.user(elder));
        first.awaitOpen();
        for (var i = 0; i < 4; i++) {
            ears.listen(ELDERS, TestTokens.user(elder)).awaitOpen();
        }

        assertThat(ears.listen(ELDERS, TestTokens.user(elder)).awaitClosed()).isEqualTo(4409);

        first.hangUp();
        await().untilAsserted(() -> assertThat(connections.of(account())).hasSize(4));
        ears.listen(ELDERS, TestTokens.user(elder)).awaitOpen();
    }

    @Test
    void closesWhenTheSessionIsRevokedAndRefusesItAfterwards() {

        var session = UUID.randomUUID();
        var token = TestTokens.user(elder, it -> it.session(session));
        var ear = ears.listen(ELDERS, token);
        var other = ears.listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        other.awaitOpen();

        Outside.revoked(session);

        assertThat(ear.awaitClosed()).isEqualTo(4401);
        assertThat(ears.listen(ELDERS, token).awaitClosed()).isEqualTo(4401);
        assertThat(other.closed).isEmpty();
    }

    @Test
    void aTicketLastsNoLongerThanTheSessionItWasGivenTo() {

        var session = UUID.randomUUID();
        var ticket = ticket("/api/v1/ws/tickets", "Bearer " + TestTokens.user(elder, it -> it.session(session)));
        var ear = ears.listen(ELDERS + "?ticket=" + ticket, null);
        ear.awaitOpen();

        Outside.revoked(session);

        assertThat(ear.awaitClosed()).isEqualTo(4401);
    }

    /** A page ends where it is full, however often it is asked for. */
    @Test
    void hearsOfARevokedSessionHoweverManyWereRevokedBeforeIt() {

        var session = UUID.randomUUID();
        var full = Instant.now().minusSeconds(10);
        Outside.revokedSince(it -> !it.isAfter(full), full, full, UUID.randomUUID());
        var next = full.plusSeconds(1);
        Outside.revokedSince(it -> it.isAfter(full) && !it.isAfter(next), full, full, UUID.randomUUID());
        Outside.revokedSince(it -> it.isAfter(next), next, Instant.now(), session);

        var ear = ears.listen(ELDERS, TestTokens.user(elder, it -> it.session(session)));

        assertThat(ear.awaitClosed()).isEqualTo(4401);
    }

    private String ticket(String path, String authorization) {
        return client.post(path, authorization, null)
                .expect(200)
                .data()
                .path("ticket")
                .asString();
    }

    private Account account() {
        return new Account(AccountKind.USER, elder);
    }
}
