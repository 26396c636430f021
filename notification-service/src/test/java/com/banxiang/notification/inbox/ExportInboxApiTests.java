package com.banxiang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What people take along of what they were told. */
@ServiceTest
class ExportInboxApiTests {

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();

    Stored stored;
    Requests requests;

    @BeforeEach
    void begin(@Autowired DatabaseClient database, @Autowired WebTestClient http) {
        stored = new Stored(database);
        requests = new Requests(http);
        Outside.isWell();
        Outside.familyOf(elder, Outside.Child.of(child));
    }

    @Test
    void eachSideTakesItsOwnAlong() {

        Happenings.welcome(elder);
        Bond.of(elder, child).linked(1);
        await().until(() ->
                stored.inboxOf(elder).size() == 2 && stored.inboxOf(child).size() == 1);

        var ofElder = requests.get(ofElder(elder), Authorization.service("user-service"))
                .expect(200)
                .data();
        var ofChild = requests.get(ofChild(child), Authorization.service("child-service"))
                .expect(200)
                .data();

        assertThat(ofElder.path("notifications")).hasSize(2);
        assertThat(ofElder.path("notifications").get(0).path("title").asString())
                .isNotBlank();
        assertThat(ofElder.path("complete").asBoolean()).isTrue();
        assertThat(ofChild.path("notifications"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("type").asString()).isEqualTo("family_linked"));
        for (var whose : List.of(elder, child)) {
            assertThat(stored.count(
                            "select count(*) from audit_log where what = 'export-account' and whose_id = ?", whose))
                    .isOne();
        }
    }

    @Test
    void answerIsBoundedAndSaysSo() {

        stored.change("""
            insert into notifications (id, recipient_kind, recipient_id, event_id, type, template, params, data,
                                       occurred_at, created_at)
            select gen_random_uuid(), 'user', ?, gen_random_uuid(), 'welcome', 'welcome', '{}', '{}', now(),
                   now() - it * interval '1 second'
              from generate_series(1, ?) it
            """, elder, ExportInbox.MOST + 1);

        var exported = requests.get(ofElder(elder), Authorization.service("user-service"))
                .expect(200);

        assertThat(exported.data().path("notifications")).hasSize(ExportInbox.MOST);
        assertThat(exported.data().path("complete").asBoolean()).isFalse();
        assertThat(exported.text().length()).isLessThan(1_000_000);
    }

    @Test
    void isForTheServiceOfThatSideAlone() {

        for (var other : List.of("child-service", "health-service", "gateway")) {
            requests.get(ofElder(elder), Authorization.service(other)).expectRefusal(403, "FORBIDDEN");
        }
        for (var other : List.of("user-service", "health-service", "gateway")) {
            requests.get(ofChild(child), Authorization.service(other)).expectRefusal(403, "FORBIDDEN");
        }
        requests.get(ofElder(elder), Authorization.user(elder)).expectRefusal(403, "FORBIDDEN");
    }

    @Test
    void whatCannotBeRememberedIsNotHandedOut() {

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            requests.get(ofElder(elder), Authorization.service("user-service"))
                    .expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }
    }

    private static String ofElder(UUID id) {
        return "/internal/users/%s/export".formatted(id);
    }

    private static String ofChild(UUID id) {
        return "/internal/children/%s/export".formatted(id);
    }
}
