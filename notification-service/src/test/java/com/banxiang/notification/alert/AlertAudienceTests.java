package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who of a family is told of an alert. */
@ServiceTest
class AlertAudienceTests extends AlertScene {

    @Test
    void childrenHearOnlyIfTheElderSharesAndTheyWantTo() {

        var silenced = UUID.randomUUID();
        var shutOut = UUID.randomUUID();
        Outside.familyOf(
                elder,
                Child.of(child),
                Child.of(silenced).silenced(),
                Child.of(shutOut).withoutHealth());

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(stored.inboxOf(silenced)).isEmpty();
        assertThat(stored.inboxOf(shutOut)).isEmpty();
        assertThat(stored.deliveriesTo(silenced)).isEmpty();
        assertThat(stored.deliveriesTo(shutOut)).isEmpty();
    }

    @Test
    void relativesInTheAppAreToldByPush() {

        var relative = UUID.randomUUID();
        stored.haveDevice(relative);
        new Bond(UUID.randomUUID(), elder, "user", relative).linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(relative)).containsExactly("family_linked_family"));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(relative)).containsExactly("push sent"));
        assertThat(stored.inboxOf(relative)).contains("alert_family");
    }

    @Test
    void relativesInTheAppHearOnlyWhileTheyAreBoundAndWantTo() {

        var silenced = UUID.randomUUID();
        var gone = UUID.randomUUID();
        new Bond(UUID.randomUUID(), elder, "user", silenced).linked(1, false);
        var ended = new Bond(UUID.randomUUID(), elder, "user", gone);
        ended.linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(silenced)).containsExactly("family_linked_family"));
        await().untilAsserted(() -> assertThat(stored.inboxOf(gone)).containsExactly("family_linked_family"));
        ended.unlinked(2);
        await().untilAsserted(() -> assertThat(stored.inboxOf(gone)).hasSize(2));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).contains("alert_family"));
        assertThat(stored.inboxOf(silenced)).doesNotContain("alert_family");
        assertThat(stored.inboxOf(gone)).doesNotContain("alert_family");
    }

    @Test
    void relativesInTheAppHearNothingOfAnElderWhoDoesNotShareIt() {

        var relative = UUID.randomUUID();
        Outside.familyOf(elder, Child.of(child).withoutHealth());
        new Bond(UUID.randomUUID(), elder, "user", relative).linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(relative)).containsExactly("family_linked_family"));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).contains("alert_elder"));
        await().untilAsserted(() -> assertThat(undoneTellings(alert)).isZero());
        assertThat(stored.inboxOf(relative)).containsExactly("family_linked_family");
    }

    @Test
    void relativesInTheAppHearOfAnElderWhoseFamilyIsNowhereElse() {

        var relative = UUID.randomUUID();
        Outside.familyOf(elder);
        new Bond(UUID.randomUUID(), elder, "user", relative).linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(relative)).containsExactly("family_linked_family"));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.inboxOf(relative)).contains("alert_family"));
    }

    @Test
    void doesNotPushToARelativeWhoseBondEndedMeanwhile() {

        var relative = UUID.randomUUID();
        stored.haveDevice(relative);
        var bond = new Bond(UUID.randomUUID(), elder, "user", relative);
        bond.linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(relative)).hasSize(1));
        Outside.answer(Outside.PUSH, Outside.json("{}").withStatus(503));

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(relative)).hasSize(1));
        bond.unlinked(2);

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(relative)).containsExactly("push skipped bond_ended"));
    }

    @Test
    void asksForContactsOnceAMinute() {

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent", "wechat sent"));
        assertThat(contactsAsked()).isEqualTo(1);
    }

    @Test
    void asksAgainAtOnceWhenSomebodyJoinsTheFamily() {

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        var newcomer = UUID.randomUUID();
        Outside.familyOf(elder, Child.of(child), Child.of(newcomer));
        Bond.of(elder, newcomer).linked(1);
        await().untilAsserted(() -> assertThat(contactsAsked()).isEqualTo(2));

        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(newcomer)).containsExactly("wechat sent"));
    }

    @Test
    void doesNotSendToAChildWhoseBondEndedJustNow() {

        NeighbourStub.of("child-service").refuses("GET", Outside.bondPath(child, elder), 404, "BOND_NOT_FOUND");

        alert.raised("warning");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat skipped bond_ended"));
        assertThat(wechatMessages()).isEmpty();
    }

    private int contactsAsked() {
        return NeighbourStub.of("child-service")
                .asked("GET", Outside.contactsPath(elder))
                .size();
    }
}
