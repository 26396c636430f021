package com.banxiang.notification.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ServiceTest
class BondTests {

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final Bond bond = Bond.of(elder, child);

    Stored stored;

    @BeforeEach
    void begin(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Outside.Child.of(child));
    }

    @Test
    void tellsBothSidesWhenABondBeginsAndWhenItEnds() {

        bond.linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("family_linked_family"));
        bond.unlinked(2);

        await().untilAsserted(() ->
                assertThat(stored.inboxOf(child)).containsExactly("family_linked_family", "family_unlinked_family"));
        assertThat(stored.inboxOf(elder)).containsExactly("family_linked_elder", "family_unlinked_elder");
    }

    @Test
    void aChangeOfABondIsNoNews() {

        bond.linked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(1));
        bond.linked(2, false);

        await().untilAsserted(() -> assertThat(stored.all(
                        Boolean.class, "select notification_enabled from bonds where link_id = ?", bond.link()))
                .containsExactly(false));
        assertThat(stored.inboxOf(child)).containsExactly("family_linked_family");
    }

    @Test
    void theHigherVersionWinsWhateverTheOrder() {

        bond.unlinked(2);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("family_unlinked_family"));
        bond.linked(1);
        var other = Bond.of(elder, child);
        other.linked(1);

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(2));
        assertThat(stored.count("select count(*) from bonds where link_id = ? and ended_at is not null", bond.link()))
                .isEqualTo(1);
        assertThat(stored.count("select count(*) from bonds where link_id = ? and ended_at is null", other.link()))
                .isEqualTo(1);
    }

    @Test
    void anEndThatIsOlderThanWhatIsKnownIsNone() {

        bond.linked(3);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("family_linked_family"));
        bond.unlinked(2);
        var other = Bond.of(elder, child);
        other.unlinked(1);
        await().untilAsserted(
                        () -> assertThat(stored.count("select count(*) from bonds where link_id = ?", other.link()))
                                .isEqualTo(1));

        assertThat(stored.inboxOf(child)).containsExactly("family_linked_family", "family_unlinked_family");
        assertThat(stored.count(
                        "select count(*) from bonds where link_id = ? and ended_at is null and version = 3",
                        bond.link()))
                .isEqualTo(1);
    }

    @Test
    void whoseBondEndedIsOfTheFamilyNoMore(@Autowired Family family) {

        var relative = UUID.randomUUID();
        var inTheApp = new Bond(UUID.randomUUID(), elder, "user", relative);
        inTheApp.linked(1);
        await().untilAsserted(() ->
                assertThat(familyOf(family)).containsExactlyInAnyOrder("child:" + child, "user:" + relative));

        inTheApp.unlinked(2);

        await().untilAsserted(() -> assertThat(familyOf(family)).containsExactly("child:" + child));
    }

    @Test
    void learnsHowANewRelativeIsReachedBeforeItMatters() {

        bond.linked(1);

        await().untilAsserted(() -> assertThat(stored.count(
                        "select count(*) from contacts where user_id = ? and owner = 'child-service'", elder))
                .isEqualTo(1));
    }

    private List<String> familyOf(Family family) {
        return family.of(elder).block().stream().map(it -> it.who().text()).toList();
    }
}
