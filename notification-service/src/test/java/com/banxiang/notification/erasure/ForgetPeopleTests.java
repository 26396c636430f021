package com.banxiang.notification.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.platform.erasure.EraseAccount;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

/** An elder or a child is gone, and with them what is known of them here, and whatever was on its way because of them. */
@ServiceTest
class ForgetPeopleTests {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final UUID sibling = UUID.randomUUID();
    final AlertOf alert = AlertOf.elder(elder);

    @Autowired
    EraseAccount eraseAccount;

    Stored stored;
    Requests requests;

    @BeforeEach
    void aFamily(@Autowired DatabaseClient database, @Autowired WebTestClient http) {
        stored = new Stored(database);
        requests = new Requests(http);
        Outside.isWell();
        Outside.familyOf(elder, Outside.Child.of(child).phone(Outside.newPhone()), Outside.Child.of(sibling));
        Outside.elder(elder, Outside.newPhone());
        Bond.of(elder, child).linked(1);
        Bond.of(elder, sibling).linked(1);
        await().atMost(PATIENCE).until(() -> stored.inboxOf(elder).size() == 2);
    }

    @Test
    void nothingIsLeftOfAnElder() {

        stored.change(
                "insert into push_devices values (?, 'user', ?, 'android', 1, false, 1, 0, now(), now())",
                "reg-" + UUID.randomUUID(),
                elder);
        criticalAlert();
        ticketOf(Authorization.user(elder), "/api/v1/ws/tickets");
        stored.change("insert into preferences values ('user', ?, '{}', '22:00', '07:00', true, false, now())", elder);
        stored.change(
                "insert into family_news (event_id, elder_id, type, params, data, occurred_at, due_at) values"
                        + " (gen_random_uuid(), ?, 'device_silent', '{}', '{}', now(), now() + interval '1 hour')",
                elder);

        deleted("user", elder);

        await().atMost(PATIENCE).until(() -> stored.saying(elder).isEmpty());
        assertThat(stored.count("select count(*) from alerts where id = ?", alert.id()))
                .isZero();
        assertThat(stored.stepsOf(alert.id())).isEmpty();
        assertThat(stored.inboxOf(child)).isEmpty();
    }

    @Test
    void escalationStopsWhenItsElderIsGone() {

        criticalAlert();
        StepVerifier.create(eraseAccount.handle(new Account(AccountKind.USER, elder)))
                .expectNext(true)
                .verifyComplete();

        stored.timePasses(alert.id(), Duration.ofMinutes(30));

        var later = AlertOf.elder(UUID.randomUUID());
        later.raised("critical");
        await().atMost(PATIENCE).until(() -> !stored.stepsOf(later.id()).isEmpty());
        assertThat(stored.stepsOf(alert.id())).isEmpty();
        assertThat(stored.saying(elder)).isEmpty();
    }

    @Test
    void nothingIsLeftOfAChildAndTheFamilyGoesOn() {

        criticalAlert();
        ticketOf(Authorization.child(child), "/api/child/ws/tickets");
        requests.post(
                        "/api/child/notifications/consents",
                        Authorization.child(child),
                        Map.of("templateId", "TPL_HEALTH_ALERT_000000000000000000000000001", "accepted", 3))
                .expect(200);

        deleted("child", child);

        await().atMost(PATIENCE).until(() -> stored.saying(child).isEmpty());
        assertThat(stored.count("select count(*) from contacts where user_id = ? and owner = 'child-service'", elder))
                .isZero();
        assertThat(stored.inboxOf(sibling)).contains("family_linked_family");
        assertThat(stored.stepsOf(alert.id())).isNotEmpty();
    }

    @Test
    void deviceIsTakenFromItsVendorAsWell() {

        stored.haveDevice(elder);

        deleted("user", elder);

        await().atMost(PATIENCE)
                .until(() -> stored.count(
                                "select count(*) from push_devices where registration_id = ? and (not released or"
                                        + " bound_version < version)",
                                "reg-" + elder)
                        == 0);
        await().atMost(PATIENCE).until(() -> stored.saying(elder).stream().allMatch("push_devices"::equals));
    }

    @Test
    void whatIsToldOfThemAfterwardsIsDropped(@Autowired MeterRegistry meters) {

        var dropped = meters.counter("events.erased", "topic", "alert-raised");
        var before = dropped.count();
        deleted("user", elder);
        await().atMost(PATIENCE).until(() -> stored.saying(elder).isEmpty());

        alert.raised("critical");
        Bond.of(elder, child).linked(2);
        Happenings.welcome(elder);

        await().atMost(PATIENCE).until(() -> dropped.count() > before);
        whatWasPublishedIsTaken();
        assertThat(stored.saying(elder)).isEmpty();
    }

    @Test
    void deletedTwiceIsDeletedOnce() {

        deleted("child", child);
        deleted("child", child);

        await().atMost(PATIENCE).until(() -> stored.saying(child).isEmpty());
        assertThat(stored.count("select count(*) from erased_accounts where id = ?", child))
                .isOne();
    }

    private void criticalAlert() {
        alert.raised("critical");
        await().atMost(PATIENCE)
                .until(() -> !stored.stepsOf(alert.id()).isEmpty()
                        && stored.inboxOf(child).contains("alert_family"));
        await().atMost(PATIENCE).until(() -> !stored.deliveriesTo(child).isEmpty());
    }

    private void ticketOf(String authorization, String path) {
        requests.post(path, authorization, null).expect(200);
    }

    private void whatWasPublishedIsTaken() {
        var somebody = UUID.randomUUID();
        Bond.of(somebody, UUID.randomUUID()).linked(1);
        Happenings.welcome(somebody);
        await().atMost(PATIENCE).until(() -> stored.inboxOf(somebody).size() == 2);
    }

    private static void deleted(String kind, UUID id) {
        var event = EventContract.of("user-deleted").minimal();
        event.putObject("account").put("kind", kind).put("id", id.toString());
        KafkaEvents.publish("user-deleted", id.toString(), "/user-service", event.toString());
    }
}
