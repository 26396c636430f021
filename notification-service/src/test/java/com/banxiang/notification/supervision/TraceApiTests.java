package com.banxiang.notification.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Operators look how messages fared. */
@ServiceTest
class TraceApiTests {

    static final String DELIVERIES = "/api/v1/admin/notifications/deliveries";

    final UUID supportId = UUID.randomUUID();
    final String support = "Bearer " + TestTokens.operator(supportId, "SUPPORT");
    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final UUID event = UUID.randomUUID();

    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
        sent("child", child, "sms", "failed", "carrier_UNDELIV", 1);
        sent("user", elder, "push", "sent", null, 2);
        sent("contact", elder, "sms", "skipped", "no_phone", 3);
    }

    @Test
    void whatBecameOfAPersonsMessagesIsShownWithoutWhatTheySaid() {

        var items = items(
                client.get(DELIVERIES + "?userId=" + child, support).expect(200).data());

        assertThat(items).hasSize(1);
        var it = items.getFirst();
        assertThat(List.of(
                        it.path("channel").asString(),
                        it.path("state").asString(),
                        it.path("why").asString(),
                        it.path("recipient").path("kind").asString(),
                        it.path("recipient").path("id").asString(),
                        it.path("eventId").asString()))
                .containsExactly("sms", "failed", "carrier_UNDELIV", "child", child.toString(), event.toString());
        assertThat(it.path("tries").asInt()).isEqualTo(1);
        assertThat(it.has("createdAt")).isTrue();
        assertThat(it.has("dueAt")).isFalse();
        assertThat(it.toString()).doesNotContain("secret-param", "vendor-1");
        assertThat(audited("read-deliveries", child)).isEqualTo(1);
    }

    @Test
    void everybodyToldOfAnEventIsShownAndNoted() {

        var items = items(client.get(DELIVERIES + "?eventId=" + event, support)
                .expect(200)
                .data());

        assertThat(items.stream().map(it -> it.path("recipient").path("kind").asString()))
                .containsExactly("contact", "user", "child");
        assertThat(audited("read-deliveries", child)).isEqualTo(1);
        assertThat(audited("read-deliveries", elder)).isEqualTo(1);
        assertThat(stored.count(
                        "select count(*) from audit_log where what = 'search-deliveries' and who_id = ?", supportId))
                .isEqualTo(1);
    }

    @Test
    void pagesGoOnWhereTheyEndedWhateverComesMeanwhile() {

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = client.get(DELIVERIES + "?limit=1&eventId=" + event + cursor, support)
                    .expect(200)
                    .data();
            items(page).forEach(it -> seen.add(it.path("recipient").path("kind").asString()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
            sent("operators", UUID.randomUUID(), "robots", "sent", null, 60 + seen.size());
        } while (!cursor.isEmpty() && seen.size() < 10);

        assertThat(seen).containsExactly("contact", "user", "child");
    }

    @Test
    void aPersonWithoutMessagesIsNotedToo() {

        var nobody = UUID.randomUUID();

        assertThat(items(client.get(DELIVERIES + "?userId=" + nobody, support)
                        .expect(200)
                        .data()))
                .isEmpty();
        assertThat(audited("read-deliveries", nobody)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=3", "?userId=%1$s&eventId=%1$s"})
    void oneOfTheTwoIsNeeded(String query) {
        client.get(DELIVERIES + query.formatted(elder), support).expectInvalid("userId");
        assertThat(audited("read-deliveries", elder)).isZero();
    }

    @Test
    void nobodyElseSees() {

        var path = DELIVERIES + "?userId=" + elder;

        client.get(path, null).expectRefusal(401, "UNAUTHENTICATED");
        client.get(path, Authorization.user(elder)).expectRefusal(403, "FORBIDDEN");
        client.get(path, Authorization.child(child)).expectRefusal(403, "FORBIDDEN");
        client.get(path, "Bearer " + TestTokens.operator(UUID.randomUUID(), "REVIEWER"))
                .expectRefusal(403, "FORBIDDEN");
        client.get(path, "Bearer " + TestTokens.operator(UUID.randomUUID(), "ADMIN"))
                .expect(200);
        assertThat(audited("read-deliveries", elder)).isEqualTo(1);
    }

    @Test
    void whatCanNotBeNotedIsNotShown() {

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            client.get(DELIVERIES + "?userId=" + elder, support).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
            client.get(DELIVERIES + "?eventId=" + event, support).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }
    }

    private void sent(String kind, UUID reader, String channel, String state, String why, int second) {
        stored.change(
                """
                insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, template, params, about_id,
                                        critical, state, reason, attempts, vendor_id, occurred_at, created_at, due_at,
                                        finished_at)
                values (?, ?, ?, ?, ?, 'alert_family', '{"name": "secret-param"}', ?, false, ?, nullif(?, ''), 1, 'vendor-1',
                        now(), now() + make_interval(secs => ?), now(), now())
                """, UUID.randomUUID(), event, kind, reader, channel, elder, state, why == null ? "" : why, (double)
                        second);
    }

    private long audited(String what, UUID whose) {
        return stored.count("select count(*) from audit_log where what = ? and whose_id = ?", what, whose);
    }

    private static List<JsonNode> items(JsonNode page) {
        return page.path("items").valueStream().toList();
    }
}
