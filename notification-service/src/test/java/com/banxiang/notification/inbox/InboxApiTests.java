package com.banxiang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@ServiceTest
class InboxApiTests {

    static final String INBOX = "/api/v1/notifications";
    static final String CHILDS_INBOX = "/api/child/notifications";

    @Autowired
    Inbox inbox;

    @Autowired
    TransactionalOperator transaction;

    final UUID person = UUID.randomUUID();
    final String token = Authorization.user(person);

    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
    }

    @Test
    void showsWhatOneWasToldNewestFirst() {

        told(person, Inbox.Type.WELCOME, "welcome");
        told(person, Inbox.Type.HEALTH_ALERT, "alert_elder");

        var page = client.get(INBOX, token).expect(200).data();

        assertThat(page.path("items").valueStream().map(it -> it.path("type").asString()))
                .containsExactly("health_alert", "welcome");
        var newest = page.path("items").path(0);
        assertThat(newest.path("title").asString()).isEqualTo("健康提醒");
        assertThat(newest.path("content").asString()).isEqualTo("您有一条健康提醒,请打开查看。如有不适请拨打120");
        assertThat(newest.path("isRead").asBoolean()).isFalse();
        assertThat(newest.path("data").path("alertId").asString()).isEqualTo("a-1");
        assertThat(newest.propertyNames())
                .containsExactlyInAnyOrder("id", "type", "title", "content", "data", "isRead", "createdAt");
        assertThat(page.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void speaksEnglishToWhoAsksForIt() {

        told(person, Inbox.Type.WELCOME, "welcome");

        var page = client.exchange(HttpMethod.GET, INBOX, token, null, Map.of("Accept-Language", "en"))
                .expect(200)
                .data();

        assertThat(page.path("items").path(0).path("title").asString()).isEqualTo("Welcome to BanXiang");
    }

    @Test
    void pagesWithoutGapsOrDoublesWhileNewOnesCome() {

        for (var i = 0; i < 5; i++) {
            told(person, Inbox.Type.WELCOME, "welcome");
        }

        var seen = new HashSet<String>();
        var cursor = "";
        do {
            var page =
                    client.get(INBOX + "?limit=2" + cursor, token).expect(200).data();
            page.path("items")
                    .valueStream()
                    .forEach(
                            it -> assertThat(seen.add(it.path("id").asString())).isTrue());
            told(person, Inbox.Type.HEALTH_ALERT, "alert_elder");
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(5);
    }

    @Test
    void showsOneTypeOrTheUnreadOnes() {

        told(person, Inbox.Type.WELCOME, "welcome");
        told(person, Inbox.Type.HEALTH_ALERT, "alert_elder");
        var welcome =
                client.get(INBOX + "?type=welcome", token).expect(200).data().path("items");
        assertThat(welcome).hasSize(1);
        client.put(INBOX + "/" + welcome.path(0).path("id").asString() + "/read", token, null)
                .expect(200);

        assertThat(client.get(INBOX + "?unread=true", token)
                        .expect(200)
                        .data()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("type").asString()))
                .containsExactly("health_alert");
        assertThat(client.get(INBOX + "?type=welcome&unread=true", token)
                        .expect(200)
                        .data()
                        .path("items"))
                .isEmpty();
        assertThat(client.get(INBOX + "?type=order_paid", token)
                        .expect(200)
                        .data()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void countsTheUnreadAndReadingTwiceChangesNothing() {

        told(person, Inbox.Type.WELCOME, "welcome");
        told(person, Inbox.Type.WELCOME, "welcome");
        var id =
                client.get(INBOX, token).data().path("items").path(0).path("id").asString();

        client.put(INBOX + "/" + id + "/read", token, null).expect(200);
        var readAt = stored.one(Instant.class, "select read_at from notifications where id = ?", UUID.fromString(id));
        client.put(INBOX + "/" + id + "/read", token, null).expect(200);

        assertThat(unread()).isEqualTo(1);
        assertThat(stored.one(Instant.class, "select read_at from notifications where id = ?", UUID.fromString(id)))
                .isEqualTo(readAt);
    }

    @Test
    void readsAllOfOnesOwn() {

        var other = UUID.randomUUID();
        told(person, Inbox.Type.WELCOME, "welcome");
        told(person, Inbox.Type.WELCOME, "welcome");
        told(other, Inbox.Type.WELCOME, "welcome");

        client.put(INBOX + "/read-all", token, null).expect(200);
        client.put(INBOX + "/read-all", token, null).expect(200);

        assertThat(unread()).isZero();
        assertThat(client.get(INBOX + "/unread-count", Authorization.user(other))
                        .data()
                        .path("count")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void anothersNotificationIsNotFound() {

        var other = UUID.randomUUID();
        told(other, Inbox.Type.WELCOME, "welcome");
        var id = stored.one(UUID.class, "select id from notifications where recipient_id = ?", other);

        client.put(INBOX + "/" + id + "/read", token, null).expectRefusal(404, "NOTIFICATION_NOT_FOUND");
        client.put(INBOX + "/" + UUID.randomUUID() + "/read", token, null).expectRefusal(404, "NOTIFICATION_NOT_FOUND");

        assertThat(stored.count("select count(*) from notifications where id = ? and read_at is null", id))
                .isEqualTo(1);
    }

    @Test
    void anIdOfAnotherFormIsNotFound() {
        client.put(INBOX + "/42/read", token, null).expectRefusal(404, "NOT_FOUND");
    }

    @Test
    void aChildHasAnInboxOfTheirOwn() {

        var child = UUID.randomUUID();
        transaction
                .transactional(inbox.put(
                        List.of(item(new Account(AccountKind.CHILD, child), Inbox.Type.HEALTH_ALERT, "alert_family"))))
                .block();

        var item = client.get(CHILDS_INBOX, Authorization.child(child))
                .expect(200)
                .data()
                .path("items")
                .path(0);
        assertThat(item.path("content").asString()).contains("您关注的家人(父母)");
        client.put(CHILDS_INBOX + "/" + item.path("id").asString() + "/read", Authorization.child(child), null)
                .expect(200);
        client.put(CHILDS_INBOX + "/read-all", Authorization.child(child), null).expect(200);
        assertThat(client.get(CHILDS_INBOX + "/unread-count", Authorization.child(child))
                        .expect(200)
                        .data()
                        .path("count")
                        .asLong())
                .isZero();
    }

    @Test
    void theSameIdOnTheOtherSideIsAnotherPerson() {

        var child = UUID.randomUUID();
        transaction
                .transactional(inbox.put(
                        List.of(item(new Account(AccountKind.CHILD, child), Inbox.Type.HEALTH_ALERT, "alert_family"))))
                .block();
        var id = stored.one(UUID.class, "select id from notifications where recipient_id = ?", child);
        var elder = Authorization.user(child);

        assertThat(client.get(INBOX, elder).expect(200).data().path("items")).isEmpty();
        assertThat(client.get(INBOX + "/unread-count", elder)
                        .expect(200)
                        .data()
                        .path("count")
                        .asLong())
                .isZero();
        client.put(INBOX + "/" + id + "/read", elder, null).expectRefusal(404, "NOTIFICATION_NOT_FOUND");
        client.put(INBOX + "/read-all", elder, null).expect(200);

        assertThat(stored.count("select count(*) from notifications where id = ? and read_at is null", id))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?limit=0", "?limit=101", "?limit=x", "?cursor=nonsense", "?type=nonsense", "?unread=maybe"})
    void refusesAQueryItDoesNotUnderstand(String query) {
        assertThat(client.get(INBOX + query, token).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/unread-count", "/preferences"})
    void onlyTheirOwnSideMayLook(String path) {

        client.get(INBOX + path, null).expectRefusal(401, "UNAUTHENTICATED");
        client.get(INBOX + path, "Bearer " + TestTokens.user(person, it -> it.expired()))
                .expectRefusal(401, "TOKEN_EXPIRED");
        client.get(INBOX + path, Authorization.child(person)).expectRefusal(403, "FORBIDDEN");
        client.get(CHILDS_INBOX + path, Authorization.user(person)).expectRefusal(403, "FORBIDDEN");
        client.get(INBOX + path, Authorization.service("user-service")).expectRefusal(401, "UNAUTHENTICATED");
    }

    @Test
    void theSameEventTellsAPersonOnceHoweverOftenItIsPutAtOnce() {

        var item = item(new Account(AccountKind.USER, person), Inbox.Type.WELCOME, "welcome");

        AtOnce.by(10, () -> {
            transaction.transactional(inbox.put(List.of(item))).block();
            return new Answer(200, new HttpHeaders(), "");
        });

        assertThat(stored.inboxOf(person)).containsExactly("welcome");
        assertThat(stored.count(
                        "select count(*) from outbox_messages where topic = 'notification-created' and message_key = ?",
                        person.toString()))
                .isEqualTo(1);
    }

    /** A resuming reader counts by an order that must be the order of commit. */
    @Test
    void whoeverTellsAPersonSomethingWaitsForWhoDidSoBefore() {

        var first = item(new Account(AccountKind.USER, person), Inbox.Type.WELCOME, "welcome");
        var second = item(new Account(AccountKind.USER, person), Inbox.Type.HEALTH_ALERT, "alert_elder");
        var mayCommit = Sinks.empty();
        var committed = new CopyOnWriteArrayList<String>();

        Flux.merge(
                        put(first)
                                .then(mayCommit.asMono())
                                .as(transaction::transactional)
                                .doOnSuccess(_ -> committed.add("first")),
                        Mono.defer(() -> put(second))
                                .as(transaction::transactional)
                                .doOnSuccess(_ -> committed.add("second"))
                                .delaySubscription(holdsATurn()))
                .subscribe();
        await().untilAsserted(() -> assertThat(turns("not granted")).isPositive());
        mayCommit.tryEmitEmpty();

        await().untilAsserted(() -> assertThat(committed).containsExactly("first", "second"));
    }

    private Mono<Void> put(Inbox.Item item) {
        return inbox.put(List.of(item));
    }

    private Mono<Long> holdsATurn() {
        return Mono.fromSupplier(() -> turns("granted"))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(it -> it > 0)
                .repeatWhenEmpty(it -> it.delayElements(Duration.ofMillis(20)));
    }

    private long turns(String state) {
        return stored.count("""
            select count(*)
              from pg_locks
             where locktype = 'advisory'
               and objsubid = 1
               and (classid::bigint << 32 | objid::bigint) = hashtextextended(?::text, 0)
               and %s
            """.formatted(state), person);
    }

    private long unread() {
        return client.get(INBOX + "/unread-count", token)
                .expect(200)
                .data()
                .path("count")
                .asLong();
    }

    private void told(UUID user, Inbox.Type type, String template) {
        transaction
                .transactional(inbox.put(List.of(item(new Account(AccountKind.USER, user), type, template))))
                .block();
    }

    private static Inbox.Item item(Account recipient, Inbox.Type type, String template) {
        return new Inbox.Item(
                recipient,
                UUID.randomUUID(),
                type,
                template,
                Map.of("relationship", "daughter"),
                Map.of("alertId", "a-1"),
                null,
                Instant.now());
    }
}
