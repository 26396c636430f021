package com.banxiang.platform.erasure;

import static com.banxiang.testkit.KafkaEvents.publish;
import static com.banxiang.testkit.KafkaEvents.typeOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Tables;
import com.banxiang.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is left of somebody, and what still reaches a service about them: nothing. */
@ServiceTest
class ErasureTests {

    static final String ELSEWHERE = "/elsewhere";

    final UUID id = UUID.randomUUID();
    final Account account = new Account(AccountKind.USER, id);

    @Autowired
    SampleErasure erasure;

    @Autowired
    EraseAccount eraseAccount;

    @Autowired
    ErasedAccounts erased;

    @Autowired
    RecentlyErased recently;

    @Autowired
    SweepErased sweep;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TransactionalOperator transaction;

    Tables tables;
    Requests requests;

    @BeforeEach
    void begin(@Autowired DatabaseClient database, @Autowired WebTestClient http) {
        tables = new Tables(database);
        requests = new Requests(http);
    }

    @Test
    void nothingIsLeftOfWhoIsDeleted() {

        tell(id, "一");
        awaitTold(id, "一");

        deleted();

        await().atMost(60, SECONDS).until(() -> toldOf(id).isEmpty() && isErased());
    }

    @Test
    void othersStay() {

        var other = UUID.randomUUID();
        tell(other, "一");
        awaitTold(other, "一");

        deleted();

        await().atMost(60, SECONDS).until(this::isErased);
        assertThat(toldOf(other)).containsExactly("一");
    }

    @Test
    void whatIsToldAfterwardsIsDroppedAndCounted() {

        var dropped = meters.counter("events.erased", "topic", SampleToldListener.TOPIC);
        var before = dropped.count();
        deleted();
        await().atMost(60, SECONDS).until(this::isErased);

        tell(id, "晚");

        await().atMost(60, SECONDS).until(() -> dropped.count() == before + 1);
        await().atMost(60, SECONDS)
                .until(() -> !tables.all(String.class, "select note from effects where sample = ?", "trail of " + id)
                        .isEmpty());
        assertThat(toldOf(id)).isEmpty();
    }

    @Test
    void whatIsDeliveredAgainIsDropped() {

        var event = UUID.randomUUID();
        publish(
                SampleToldListener.TOPIC,
                id.toString(),
                typeOf(SampleToldListener.TOPIC),
                event,
                ELSEWHERE,
                json(id, "一"));
        awaitTold(id, "一");
        deleted();
        await().atMost(60, SECONDS).until(this::isErased);
        tables.change("delete from inbox_messages where event_id = ?", event);

        publish(
                SampleToldListener.TOPIC,
                id.toString(),
                typeOf(SampleToldListener.TOPIC),
                event,
                ELSEWHERE,
                json(id, "一"));
        tell(id, "后");
        await().atMost(60, SECONDS)
                .until(() -> tables.all(String.class, "select note from effects where sample = ?", "trail of " + id)
                        .contains("后"));

        assertThat(toldOf(id)).isEmpty();
    }

    @Test
    void deletingTwiceIsDeletingOnce() {

        deleted();
        await().atMost(60, SECONDS).until(this::isErased);
        deleted();
        await().atMost(60, SECONDS).until(() -> erasure.attempts(account) == 2);

        assertThat(tables.count("select count(*) from erased_accounts where id = ?", id))
                .isOne();
    }

    @Test
    void whatFailsHalfWayIsFinished() {

        tell(id, "一");
        awaitTold(id, "一");
        erasure.failing(account, attempt -> attempt <= 2 ? new Unavailable("database", null) : null);

        deleted();

        await().atMost(60, SECONDS).until(() -> toldOf(id).isEmpty());
        assertThat(isErased()).isTrue();
        assertThat(erasure.attempts(account)).isEqualTo(3);
    }

    @Test
    void nothingNewIsTakenWhileTheRestIsStillThere() {

        erasure.failing(account, _ -> new Unavailable("database", null));
        StepVerifier.create(eraseAccount.handle(account)).verifyError(Unavailable.class);

        assertThat(isErased()).isTrue();
        assertThat(recently.contains(account)).isTrue();
        erasure.failing(account, _ -> null);
    }

    @Test
    void inATransactionItIsAllOrNothing() {

        erasure.failing(account, _ -> new Unavailable("database", null));

        StepVerifier.create(eraseAccount.handle(account).as(transaction::transactional))
                .verifyError(Unavailable.class);

        assertThat(isErased()).isFalse();
        assertThat(recently.contains(account)).isFalse();
    }

    @Test
    void saysWhetherItIsTheFirstTime() {
        StepVerifier.create(eraseAccount.handle(account)).expectNext(true).verifyComplete();
        StepVerifier.create(eraseAccount.handle(account)).expectNext(false).verifyComplete();
    }

    @Test
    void whatSlippedInIsSweptAway() {

        StepVerifier.create(eraseAccount.handle(account).then()).verifyComplete();
        tables.change("insert into effects (consumer, sample, note) values ('told', ?, '迟')", id.toString());

        StepVerifier.create(sweep.handle()).verifyComplete();

        assertThat(toldOf(id)).isEmpty();
    }

    @Test
    void whoseTokenHasNotExpiredIsRefusedAllTheSame() {

        var token = "Bearer " + TestTokens.user(id);
        requests.get("/sample/me", token).expect(200);

        StepVerifier.create(eraseAccount.handle(account).then()).verifyComplete();

        requests.get("/sample/me", token).expectRefusal(401, "SESSION_REVOKED");
        requests.post("/sample/me", token, null).expectRefusal(401, "SESSION_REVOKED");
        requests.post("/sample/me/erase", token, null).expect(200);
        requests.get("/sample/me", "Bearer " + TestTokens.user(UUID.randomUUID()))
                .expect(200);
    }

    @Test
    void whoWasErasedByAnotherInstanceIsRefusedSoon() {

        tables.change("insert into erased_accounts (kind, id, at) values ('user', ?, now())", id);

        await().atMost(60, SECONDS).until(() -> recently.contains(account));
        requests.get("/sample/me", "Bearer " + TestTokens.user(id)).expectRefusal(401, "SESSION_REVOKED");
    }

    @Test
    void whoWasErasedLongAgoNeedNotBeRemembered() {

        tables.change("insert into erased_accounts (kind, id, at) values ('user', ?, now() - interval '2 hours')", id);

        StepVerifier.create(recently.learn()).verifyComplete();

        assertThat(recently.contains(account)).isFalse();
        StepVerifier.create(erased.contains(account)).expectNext(true).verifyComplete();
    }

    @Test
    void thatSomebodyWasErasedNobodyChanges() {

        StepVerifier.create(eraseAccount.handle(account).then()).verifyComplete();

        for (var change : List.of("update erased_accounts set at = now()", "delete from erased_accounts")) {
            assertThatThrownBy(() -> tables.change(change)).hasMessageContaining("permission denied");
        }
    }

    @Test
    void lettersOfTheAccountGoWithIt() {

        letter(id.toString(), "now()");
        letter("somebody-" + id, "now()");

        StepVerifier.create(eraseAccount.handle(account).then()).verifyComplete();

        assertThat(tables.all(
                        String.class,
                        "select message_key from dead_letters where message_key like '%' || ?",
                        id.toString()))
                .containsExactly("somebody-" + id);
    }

    private void letter(String key, String since) {
        tables.change("""
            insert into dead_letters (id, topic, topic_partition, record_offset, recorded_at, message_key, headers,
                                      payload, failure, dead_since)
            values (gen_random_uuid(), ?, 0, 0, now(), ?, '{}', '', 'x', %s)
            """.formatted(since), "t" + UUID.randomUUID(), key);
    }

    private void deleted() {
        publish("user-deleted", id.toString(), ELSEWHERE, """
            {"account":{"kind":"user","id":"%s"},"version":2,"occurredAt":"2026-11-20T08:00:00Z"}\
            """.formatted(id));
    }

    private static void tell(UUID of, String note) {
        publish(SampleToldListener.TOPIC, of.toString(), ELSEWHERE, json(of, note));
    }

    private static String json(UUID of, String note) {
        return "{\"userId\":\"%s\",\"note\":\"%s\"}".formatted(of, note);
    }

    private void awaitTold(UUID of, String note) {
        await().atMost(60, SECONDS).until(() -> toldOf(of).contains(note));
    }

    private List<String> toldOf(UUID of) {
        return tables.all(
                String.class, "select note from effects where consumer = 'told' and sample = ?", of.toString());
    }

    private boolean isErased() {
        return Boolean.TRUE.equals(Mono.from(erased.contains(account)).block());
    }
}
