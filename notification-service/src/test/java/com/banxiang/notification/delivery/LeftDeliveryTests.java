package com.banxiang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What becomes of a delivery that an instance held when it died. */
@ServiceTest
class LeftDeliveryTests {

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final String phone = Outside.newPhone();

    Stored stored;

    @BeforeEach
    void everybodyIsThere(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child).phone(phone));
        Outside.elder(elder, null);
        stored.haveDevice(elder);
    }

    @Test
    void foundSendingAndCriticalIsSentOnceMore() {

        left("sms", "sending", true, false, null);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("sms sent"));
        assertThat(sms()).hasSize(1);
        assertThat(stored.one(Boolean.class, "select repeated from deliveries where recipient_id = ?", child))
                .isTrue();
    }

    @Test
    void foundSendingASecondTimeStaysUnknown() {

        left("sms", "sending", true, true, null);

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("sms unknown found_sending"));
        assertThat(sms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sms", "wechat"})
    void foundSendingAndNotCriticalStaysUnknown(String channel) {

        left(channel, "sending", false, false, null);

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).containsExactly(channel + " unknown found_sending"));
        assertThat(sms()).isEmpty();
        assertThat(wechat()).isEmpty();
    }

    @Test
    void foundSendingAPushIsRepeatedUnderTheSameCid() {

        var cid = "0123456789abcdef01234567-" + UUID.randomUUID();
        leftPush(cid);

        await().untilAsserted(
                        () -> assertThat(Outside.askedOf(Outside.PUSH, cid)).hasSize(1));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push sent"));
    }

    @Test
    void aDeliveryThatAnotherInstanceHoldsIsLeftAlone() {

        left("sms", "sending", true, false, null);
        var another = UUID.randomUUID();
        stored.change("""
            insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, template, params, about_id,
                                    critical, state, occurred_at, created_at, due_at, lease, leased_until)
            values (?, ?, 'child', ?, 'sms', 'alert_family', '{}', ?, true, 'pending', now(), now(), now(), ?,
                    now() + interval '1 hour')
            """, UUID.randomUUID(), UUID.randomUUID(), another, elder, UUID.randomUUID());

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("sms sent"));
        assertThat(stored.deliveriesTo(another)).containsExactly("sms pending");
    }

    @Test
    void whatAnInstanceHeldWhenItDiedIsTakenUpByAnother() {

        left("sms", "pending", false, false, UUID.randomUUID());

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("sms sent"));
    }

    @Test
    void whatIsNotDueYetWaits() {

        var another = UUID.randomUUID();
        waiting("sms", another, "child", "alert_family", "now() + interval '1 hour'", 1);
        waiting("sms", child, "child", "alert_family", "now()", 1);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("sms sent"));
        assertThat(stored.count("select count(*) from deliveries where recipient_id = ? and lease is null", another))
                .isEqualTo(1);
    }

    @Test
    void waitsForANeighbourWhoAloneKnowsTheNumber() {

        var another = UUID.randomUUID();
        NeighbourStub.of("user-service").dropsConnections("GET", "/internal/users/%s/contacts".formatted(another));
        waiting("sms", another, "contact", "alert_contact", "now()", 1);
        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(another)).containsExactly("sms pending neighbour_away"));

        Outside.elder(another, phone);

        await().untilAsserted(() -> assertThat(sms()).hasSize(1));
    }

    @Test
    void noneLeaveFasterThanTheirPace() {

        var onDuty = UUID.randomUUID();
        waiting("robots", onDuty, "operators", "alert_unanswered", "now()", 40);

        await().untilAsserted(() -> assertThat(stored.count(
                        "select count(*) from deliveries where recipient_id = ? and state = 'sent'", onDuty))
                .isEqualTo(40));
        // 10 a second, and as many at once to begin with.
        assertThat(stored.one(
                        Double.class,
                        "select extract(epoch from max(finished_at) - min(finished_at))::float8 from deliveries"
                                + " where recipient_id = ?",
                        onDuty))
                .isGreaterThan(2);
    }

    /** Each about the one it is for: nobody's child, whose bond would be asked about. */
    private void waiting(String channel, UUID recipient, String kind, String template, String due, int many) {
        stored.change(
                """
                insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, template, params, about_id,
                                        critical, state, occurred_at, created_at, due_at)
                select gen_random_uuid(), gen_random_uuid(), ?, ?, ?, ?, '{"alert":"a-1"}', ?, true, 'pending', now(),
                       now(), %s
                  from generate_series(1, ?)
                """.formatted(due), kind, recipient, channel, template, kind.equals("child") ? elder : recipient, many);
    }

    private void left(String channel, String state, boolean critical, boolean repeated, UUID lease) {
        stored.change(
                """
                insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, template, params, about_id,
                                        critical, state, repeated, occurred_at, created_at, due_at, lease, leased_until)
                values (?, ?, 'child', ?, ?, 'alert_family', '{"relationship":"daughter"}', ?, ?, ?, ?, now(), now(),
                        now(), ?, now() - interval '1 second')
                """,
                UUID.randomUUID(),
                UUID.randomUUID(),
                child,
                channel,
                elder,
                critical,
                state,
                repeated,
                lease == null ? UUID.randomUUID() : lease);
    }

    private void leftPush(String cid) {
        stored.change("""
            insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, template, params, about_id,
                                    critical, state, vendor_key, occurred_at, created_at, due_at, lease, leased_until)
            values (?, ?, 'user', ?, 'push', 'alert_elder', '{}', ?, false, 'sending', ?, now(), now(), now(), ?,
                    now() - interval '1 second')
            """, UUID.randomUUID(), UUID.randomUUID(), elder, elder, cid, UUID.randomUUID());
    }

    private List<LoggedRequest> wechat() {
        return Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child);
    }

    private List<LoggedRequest> sms() {
        return Outside.askedOf(Outside.SMS, phone);
    }
}
