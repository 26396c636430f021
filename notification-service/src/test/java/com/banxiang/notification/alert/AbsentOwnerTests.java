package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who of a family is told of an alert while the service that knows them is away. */
@ServiceTest
class AbsentOwnerTests extends AlertScene {

    @Test
    void believesItsOwnCopyOfABondWhileItsOwnerIsAway() {

        var bond = Bond.of(elder, child);
        bond.linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("family_linked_family"));
        NeighbourStub.of("child-service").dropsConnections("GET", Outside.bondPath(child, elder));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
    }

    @Test
    void tellsNobodyWhoseBondIsKnownToHaveEndedAlthoughTheirContactIsRemembered() {

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        Bond.of(elder, child).unlinked(2);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).contains("family_unlinked_family"));
        NeighbourStub.of("child-service").dropsConnections("GET", Outside.contactsPath(elder));
        var next = AlertOf.elder(elder);

        next.raised("warning");
        next.closed("recovered");

        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).endsWith("alert_elder", "closed_elder"));
        await().untilAsserted(() -> assertThat(undoneTellings(next)).isZero());
        assertThat(stored.inboxOf(child)).containsExactly("alert_family", "family_unlinked_family");
    }

    @Test
    void usesTheLastKnownContactsWhileTheirOwnerIsAway() {

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        Bond.of(elder, child).linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(2));
        NeighbourStub.of("child-service").dropsConnections("GET", Outside.contactsPath(elder));
        Bond.of(elder, UUID.randomUUID()).unlinked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).contains("family_unlinked_elder"));

        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent", "wechat sent"));
        assertThat(stored.all(
                        byte[].class,
                        "select content from contacts where user_id = ? and owner = 'child-service'",
                        elder))
                .singleElement()
                .satisfies(it ->
                        assertThat(new String(it, StandardCharsets.ISO_8859_1)).doesNotContain("openid"));
    }

    @Test
    void tellsTheElderAtOnceAndTheFamilyWhenTheirOwnerIsBackIfNothingWasKnown() {

        NeighbourStub.of("child-service").hangs("GET", Outside.contactsPath(elder), Duration.ofSeconds(60));

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).containsExactly("alert_elder"));
        assertThat(stored.inboxOf(child)).isEmpty();

        Outside.familyOf(elder, Child.of(child));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(stored.inboxOf(child)).containsExactly("alert_family");
    }

    @Test
    void nobodyHearsTheEndBeforeTheBeginning() {

        NeighbourStub.of("child-service").refuses("GET", Outside.contactsPath(elder), 503, "UPSTREAM_UNAVAILABLE");
        alert.raised("warning");
        await().untilAsserted(() -> assertThat(
                        stored.count("select count(*) from tellings where alert_id = ? and attempts > 2", alert.id()))
                .isEqualTo(1));
        alert.closed("recovered");
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).containsExactly("alert_elder", "closed_elder"));

        Outside.familyOf(elder, Child.of(child));

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("alert_family", "closed_family"));
    }

    @Test
    void usesTheLastKnownContactsWhileTheirOwnerRefusesToSay() {

        Bond.of(elder, child).linked(1);
        await().untilAsserted(() -> assertThat(copies()).isEqualTo(1));
        forgetWhatIsRemembered();
        NeighbourStub.of("child-service").refuses("GET", Outside.contactsPath(elder), 403, "FORBIDDEN");

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
    }

    @Test
    void tellsWhoIsBoundAgainAfterABondThatEnded() {

        Bond.of(elder, child).linked(1);
        await().untilAsserted(() -> assertThat(copies()).isEqualTo(1));
        NeighbourStub.of("child-service").dropsConnections("GET", Outside.contactsPath(elder));
        Bond.of(elder, child).unlinked(2);
        Bond.of(elder, child).linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(3));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
    }

    @Test
    void sendsToAChildOfWhoseBondNothingIsKnownHere() {

        NeighbourStub.of("child-service").dropsConnections("GET", Outside.bondPath(child, elder));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
    }

    @Test
    void believesItsOwnCopyOfABondWhileItsOwnerRefusesToSay() {

        Bond.of(elder, child).linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("family_linked_family"));
        NeighbourStub.of("child-service").refuses("GET", Outside.bondPath(child, elder), 403, "FORBIDDEN");

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
    }

    @Test
    void doesNotSendToAChildWhoseBondIsKnownHereToHaveEnded() {

        NeighbourStub.of("child-service").dropsConnections("GET", Outside.bondPath(child, elder));
        Bond.of(elder, child).unlinked(2);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("family_unlinked_family"));

        alert.raised("warning");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat skipped bond_ended"));
    }

    /** The event of a bond asks for contacts too, and must not wait for whoever is away. */
    @Test
    void learnsOfBondsWhoeverIsAway() {

        NeighbourStub.of("child-service").dropsConnections("GET", Outside.contactsPath(elder));

        Bond.of(elder, child).linked(1);
        Bond.of(elder, UUID.randomUUID()).linked(1);

        await().untilAsserted(() ->
                assertThat(stored.inboxOf(elder)).containsExactly("family_linked_elder", "family_linked_elder"));
    }

    private long copies() {
        return stored.count("select count(*) from contacts where user_id = ? and owner = 'child-service'", elder);
    }

    /** Whoever asks next asks their owner. */
    private void forgetWhatIsRemembered() {
        Bond.of(elder, UUID.randomUUID()).unlinked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).contains("family_unlinked_elder"));
    }
}
