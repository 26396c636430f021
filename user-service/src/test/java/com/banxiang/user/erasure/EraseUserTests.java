package com.banxiang.user.erasure;

import static com.banxiang.user.Client.codeSentTo;
import static com.banxiang.user.Client.notThe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An elder wants to be forgotten, and is. */
@ServiceTest
class EraseUserTests {

    static final String ERASE = "/api/v1/users/me/erase";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    Client client;
    Stored stored;
    DatabaseClient database;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        this.database = database;
        stored.codesWereLongAgo();
        elder = client.signIn();
    }

    @Test
    void nothingIsLeftButThatItHappened() {

        var child = client.signIn();
        everythingOf(elder, child);
        bondedWith(elder.id(), UUID.randomUUID());
        var code = eraseCode(elder);

        erase(elder, code).expect(200);

        assertThat(stored.saying(elder.id())).isEmpty();
        assertThat(stored.count("select count(*) from erased_accounts where kind = 'user' and id = ?", elder.id()))
                .isOne();
        assertThat(stored.count(
                        "select count(*) from audit_log where what = 'erase-account' and whose_id = ?", elder.id()))
                .isOne();
        assertThat(stored.saying(child.id())).isNotEmpty();
    }

    @Test
    void fleetIsToldAndFamiliesAreParted() {

        var child = client.signIn();
        everythingOf(elder, child);
        var code = eraseCode(elder);

        erase(elder, code).expect(200);

        var event = RecordedEvents.of("user-deleted").await(elder.id().toString());
        EventContract.of("user-deleted").verify(event.json());
        assertThat(event.json().path("account").path("kind").asString()).isEqualTo("user");
        var parted = RecordedEvents.of("family-unlinked").await(elder.id().toString());
        EventContract.of("family-unlinked").verify(parted.json());
        assertThat(client.get("/api/v1/family/members", child.token())
                        .expect(200)
                        .data()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void childOfAnElderIsForgottenToo() {

        var child = client.signIn();
        everythingOf(elder, child);
        var code = eraseCode(child);

        erase(child, code).expect(200);

        assertThat(stored.saying(child.id())).isEmpty();
        assertThat(RecordedEvents.of("family-unlinked")
                        .await(elder.id().toString())
                        .json()
                        .path("child")
                        .path("id")
                        .asString())
                .isEqualTo(child.id().toString());
    }

    @Test
    void everySessionEnds() {

        stored.codesWereLongAgo();
        var other = client.signIn(elder.phone());
        assertThat(other.id()).isEqualTo(elder.id());

        erase(elder, eraseCode(elder)).expect(200);

        for (var session : List.of(elder, other)) {
            client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", session.refreshToken()))
                    .expectRefusal(401, "INVALID_REFRESH_TOKEN");
            client.get("/api/v1/users/me", session.token()).expectRefusal(401, "SESSION_REVOKED");
            assertThat(client.getAs("gateway", "/internal/sessions/revoked")
                            .expect(200)
                            .data()
                            .path("items")
                            .valueStream()
                            .map(it -> it.path("sid").asString()))
                    .contains(session.sid());
        }
    }

    @Test
    void whoComesAgainIsSomebodyNew() {

        erase(elder, eraseCode(elder)).expect(200);
        stored.codesWereLongAgo();

        var again = client.signIn(elder.phone());

        assertThat(again.id()).isNotEqualTo(elder.id());
        assertThat(again.data().path("isNewUser").asBoolean()).isTrue();
        client.get("/api/v1/users/me", again.token()).expect(200);
    }

    @Test
    void wrongCodeErasesNothingAndFiveSpendTheRightOne() {

        var code = eraseCode(elder);

        for (var i = 0; i < 5; i++) {
            erase(elder, notThe(code)).expectRefusal(401, "INVALID_CODE");
        }
        var limited = erase(elder, code).expectRefusal(429, "RATE_LIMITED");
        assertThat(limited.retryAfter()).isBetween(1L, 60L);
        stored.change("delete from attempts");
        erase(elder, code).expectRefusal(401, "INVALID_CODE");

        client.get("/api/v1/users/me", elder.token()).expect(200);
        assertThat(stored.announced("user-deleted", elder.id())).isEmpty();
    }

    @Test
    void codeForLoggingInErasesNothing() {

        stored.codesWereLongAgo();
        client.sendCode(elder.phone()).expect(200);

        erase(elder, codeSentTo(elder.phone())).expectRefusal(401, "INVALID_CODE");

        client.get("/api/v1/users/me", elder.token()).expect(200);
    }

    @Test
    void codeOfYesterdayErasesNothing() {

        var code = eraseCode(elder);
        stored.change("update login_codes set expires_at = now() - interval '1 second' where purpose = 'erase'");

        erase(elder, code).expectRefusal(401, "CODE_EXPIRED");

        client.get("/api/v1/users/me", elder.token()).expect(200);
    }

    @Test
    void codeMustBeSixDigits() {
        client.post(ERASE, elder.token(), Map.of()).expectInvalid("code");
        erase(elder, "12345").expectInvalid("code");
    }

    @Test
    void askingAgainIsAnsweredAgain() {

        var code = eraseCode(elder);
        erase(elder, code).expect(200);

        erase(elder, code).expect(200);

        assertThat(stored.announced("user-deleted", elder.id())).hasSize(1);
    }

    @Test
    void askingManyTimesAtOnceErasesOnce() {

        var code = eraseCode(elder);

        var answers = AtOnce.by(10, () -> erase(elder, code));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(stored.announced("user-deleted", elder.id())).hasSize(1);
    }

    @Test
    void whoSignsInAtThatMomentIsSomebodyNew() {

        var erasing = eraseCode(elder);
        stored.change("update login_codes set created_at = created_at - interval '2 days'");
        client.sendCode(elder.phone()).expect(200);
        var code = codeSentTo(elder.phone());

        var answers = Contended.row(database, "select 1 from users where id = $1 for share", elder.id())
                .by(() -> erase(elder, erasing), () -> client.login(elder.phone(), code));

        answers.getFirst().expect(200);
        var login = answers.getLast();
        assertThat(stored.saying(elder.id())).isEmpty();
        if (login.status() == 200) {
            assertThat(login.data().path("user").path("id").asString())
                    .isNotEqualTo(elder.id().toString());
        }
    }

    @Test
    void whatCannotBeRememberedIsNotDone() {

        var code = eraseCode(elder);
        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            erase(elder, code).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }

        client.get("/api/v1/users/me", elder.token()).expect(200);
        erase(elder, code).expect(200);
    }

    @Test
    void whatIsToldOfThemAfterwardsIsDropped(@Autowired MeterRegistry meters) {

        var dropped = meters.counter("events.erased", "topic", "family-linked");
        var before = dropped.count();
        erase(elder, eraseCode(elder)).expect(200);

        linked(elder.id(), UUID.randomUUID());

        await().atMost(PATIENCE).until(() -> dropped.count() > before);
        assertThat(stored.saying(elder.id())).isEmpty();
    }

    @Test
    void nobodyWhoNeverWasIsErased() {
        client.post(ERASE, TestTokens.user(UUID.randomUUID()), Map.of("code", "123456"))
                .expectRefusal(404, "USER_NOT_FOUND");
    }

    @Test
    void addressesThatAskedForCodesAreCountedOn() {

        var before = stored.count("select count(*) from login_codes");
        var code = eraseCode(elder);

        erase(elder, code).expect(200);

        assertThat(stored.count("select count(*) from login_codes")).isEqualTo(before + 1);
    }

    private Answer erase(SignedIn who, String code) {
        return client.post(ERASE, who.token(), Map.of("code", code));
    }

    private String eraseCode(SignedIn who) {
        stored.change("update login_codes set created_at = created_at - interval '2 days'");
        Client.messagesAreSent();
        client.post("/api/v1/auth/send-code", null, Map.of("phone", who.phone(), "purpose", "erase"))
                .expect(200);
        return codeSentTo(who.phone());
    }

    /** A row in every table that can hold one. */
    private void everythingOf(SignedIn elder, SignedIn child) {

        client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", "桂兰"))
                .expect(200);
        client.put(
                        "/api/v1/users/emergency-contact",
                        elder.token(),
                        Map.of("name", "李明", "phone", Client.newPhone(), "consent", true))
                .expect(200);
        client.post("/api/v1/users/me/consents", elder.token(), Map.of("document", "health", "version", "1"))
                .expect(200);
        client.put("/api/v1/users/me/sharing", elder.token(), Map.of("location", true, "version", 0))
                .expect(200);
        var code = client.post("/api/v1/family/generate-code", elder.token(), Map.of())
                .expect(201)
                .data()
                .path("code")
                .asString();
        client.post("/api/v1/family/link", child.token(), Map.of("code", code, "relationship", "son"))
                .expect(201);
    }

    private void bondedWith(UUID elder, UUID child) {
        linked(elder, child);
        await().atMost(PATIENCE)
                .until(() -> stored.count("select count(*) from child_links where parent_id = ?", elder) == 1);
    }

    private static void linked(UUID elder, UUID child) {
        var event = EventContract.of("family-linked").full();
        event.put("linkId", UUID.randomUUID().toString());
        event.put("parentUserId", elder.toString());
        event.putObject("child").put("kind", "child").put("id", child.toString());
        KafkaEvents.publish("family-linked", elder.toString(), "/child-service", event.toString());
    }
}
