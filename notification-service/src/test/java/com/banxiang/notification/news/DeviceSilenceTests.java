package com.banxiang.notification.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A device that fell silent: while it is, nobody is warned of anything, so the elder and their family must know. */
@ServiceTest
class DeviceSilenceTests {

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();

    Stored stored;

    /** By day, whenever the test runs. */
    @BeforeEach
    void everybodyIsThere(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child));
        stored.haveDevice(elder);
        stored.switchedOff("user", elder, "order.push");
        stored.switchedOff("child", child, "order.push");
    }

    @Test
    void isToldToTheElderAndTheirChildrenOnce(@Autowired WebTestClient http) {

        var event = Happenings.silence(elder, Instant.now().minus(Duration.ofHours(30)));
        var id = Happenings.publish("device-silent", elder, "/health-service", event);
        Happenings.repeat("device-silent", elder, "/health-service", id, event);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push sent"));
        assertThat(stored.inboxOf(elder)).containsExactly("device_silent");
        assertThat(stored.inboxOf(child)).containsExactly("device_silent_family");
        await().untilAsserted(() -> assertThat(waiting()).isZero());

        var item = new Requests(http)
                .get("/api/child/notifications", Authorization.child(child))
                .expect(200)
                .data()
                .path("items")
                .path(0);
        assertThat(item.path("type").asString()).isEqualTo("device_silent");
        assertThat(item.path("content").asString()).contains("父母", "没有上传数据");
        assertThat(item.path("data").path("deviceId").asString())
                .isEqualTo(event.get("deviceId").toString());
        assertThat(item.path("data").path("parentId").asString()).isEqualTo(elder.toString());

        var wechat = Outside.body(
                Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child).getFirst());
        assertThat(wechat.path("data").path("thing1").path("value").asString()).isEqualTo("家人的健康设备没有上传数据");
        var push = Outside.body(
                Outside.askedOf(Outside.PUSH, "u_" + elder.toString().replace("-", ""))
                        .getFirst());
        assertThat(push.path("notification").path("alert").asString()).isEqualTo("您的健康设备有一段时间没有上传数据,请检查");
        assertThat(push.path("notification")
                        .path("ios")
                        .path("interruption-level")
                        .asString())
                .isEqualTo("active");
        assertThat(push.path("notification")
                        .path("android")
                        .path("extras")
                        .path("type")
                        .asString())
                .isEqualTo("device_silent");
    }

    @Test
    void isNotToldToChildrenWhoDoNotHearOfHealth() {

        var unwilling = UUID.randomUUID();
        var unaware = UUID.randomUUID();
        Outside.familyOf(
                elder,
                Child.of(child),
                Child.of(unwilling).silenced(),
                Child.of(unaware).withoutHealth());

        silent();

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(1));
        assertThat(stored.inboxOf(unwilling)).isEmpty();
        assertThat(stored.inboxOf(unaware)).isEmpty();
    }

    @Test
    void isToldToRelativesWhoUseTheApp() {

        var relative = UUID.randomUUID();
        stored.haveDevice(relative);
        stored.switchedOff("user", relative, "order.push");
        new Bond(UUID.randomUUID(), elder, "user", relative).linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(relative)).hasSize(1));

        silent();

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(relative)).containsExactly("push sent"));
        assertThat(stored.inboxOf(relative)).containsExactly("family_linked_family", "device_silent_family");
    }

    @Test
    void theElderWaitsForNobodyAndTheFamilyUntilTheyAreKnown() {

        NeighbourStub.of("child-service").dropsConnections("GET", Outside.contactsPath(elder));

        silent();

        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));
        await().untilAsserted(() -> assertThat(
                        stored.count("select count(*) from family_news where elder_id = ? and attempts > 0", elder))
                .isEqualTo(1));
        assertThat(stored.inboxOf(child)).isEmpty();

        Outside.familyOf(elder, Child.of(child));
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(1));
        assertThat(waiting()).isZero();
    }

    /** As an instance leaves it that died with it in its hands. */
    @Test
    void whatADeadInstanceWasTellingIsToldByAnother() {

        stored.change("""
            insert into family_news (event_id, elder_id, type, params, data, occurred_at, due_at, lease, leased_until)
            values (?, ?, 'device_silent', '{"at": "2026-11-20T08:00:00Z"}', '{}', now(), now(), ?,
                    now() + interval '1 second')
            """, UUID.randomUUID(), elder, UUID.randomUUID());

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(1));
        assertThat(waiting()).isZero();
    }

    @Test
    void leavesTheLastConsentToHealth() {

        consents(2);
        silent();
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));

        silent();
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat sent", "wechat skipped no_consent"));

        Happenings.AlertOf.elder(elder).raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat sent", "wechat skipped no_consent", "wechat sent"));
        assertThat(left()).isZero();
    }

    @Test
    void isNotWorthAShortMessage() {

        Outside.familyOf(elder, new Child(child, null, Outside.newPhone(), true, List.of("health")));
        silent();
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat skipped no_openid"));
    }

    @Test
    void whoWeChatRefusesIsNotToldByShortMessageEither() {

        Outside.familyOf(elder, Child.of(child).phone(Outside.newPhone()));
        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(43101));

        silent();

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat skipped 43101"));
        assertThat(left()).isZero();
    }

    private void silent() {
        Happenings.publish(
                "device-silent",
                elder,
                "/health-service",
                Happenings.silence(elder, Instant.now().minus(Duration.ofHours(30))));
    }

    private void consents(int many) {
        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', ?, now())",
                child,
                many);
    }

    private int left() {
        return stored.one(Integer.class, "select remaining from wechat_consents where child_id = ?", child);
    }

    private long waiting() {
        return stored.count("select count(*) from family_news where elder_id = ?", elder);
    }
}
