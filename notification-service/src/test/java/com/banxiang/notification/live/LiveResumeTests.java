package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Who comes back hears what they missed: all of it, once, in its order. */
@ServiceTest
class LiveResumeTests {

    static final String ELDERS = "/api/v1/ws/notifications";
    static final String CHILDRENS = "/api/child/ws/notifications";

    @Autowired
    Connections connections;

    final UUID elder = UUID.randomUUID();

    Ears ears;
    Stored stored;

    @BeforeEach
    void begin(@LocalServerPort int port, @Autowired DatabaseClient database) {
        ears = new Ears(port);
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder);
        Outside.elder(elder, null);
    }

    @AfterEach
    void hangUp() {
        ears.hangUp();
    }

    @Test
    void resumesWithoutALossOrADouble() {

        var ear = ears.listen(ELDERS, TestTokens.user(elder));
        ear.awaitOpen();
        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));
        ear.hangUp();
        await().untilAsserted(() -> assertThat(connections.of(account())).isEmpty());
        for (var i = 0; i < 3; i++) {
            Happenings.welcome(elder);
        }
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(4));

        var back = ears.listen(ELDERS + "?lastEventId=" + ear.notifications().getLast(), TestTokens.user(elder));
        back.awaitOpen();
        Happenings.welcome(elder);

        await().untilAsserted(() -> assertThat(back.notifications()).hasSize(4));
        assertThat(back.notifications()).isEqualTo(allOf(elder).subList(1, 5));
    }

    @Test
    void resumesWhileNewOnesArriveWithoutALossOrADouble() {

        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));
        var last = allOf(elder).getFirst();

        for (var i = 0; i < 10; i++) {
            Happenings.welcome(elder);
        }
        var ear = ears.listen(ELDERS + "?lastEventId=" + last, TestTokens.user(elder));
        for (var i = 0; i < 10; i++) {
            Happenings.welcome(elder);
        }

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(20));
        assertThat(ear.notifications()).isEqualTo(allOf(elder).subList(1, 21));
    }

    /** Kafka may bring an event again; and one may arrive while the inbox is read. */
    @Test
    void doesNotHearAgainWhatItMissed() {

        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));
        var missed = allOf(elder).getFirst();
        var ear = ears.listen(ELDERS + "?lastEventId=" + UUID.randomUUID(), TestTokens.user(elder));
        ear.awaitOpen();

        Happenings.created(elder, missed);
        Happenings.welcome(elder);

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSizeGreaterThan(1));
        assertThat(ear.notifications()).isEqualTo(allOf(elder));
    }

    @Test
    void anIdOfSomebodyElseIsNothingKnown() {

        var stranger = UUID.randomUUID();
        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));
        Happenings.welcome(stranger);
        await().untilAsserted(() -> assertThat(stored.inboxOf(stranger)).hasSize(1));

        var ear = ears.listen(ELDERS + "?lastEventId=" + allOf(stranger).getFirst(), TestTokens.user(elder));

        ear.awaitOpen();
        assertThat(ear.notifications()).isEqualTo(allOf(elder));
    }

    @Test
    void theSameIdOnTheOtherSideIsAnotherPerson() {

        Happenings.welcome(elder);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).hasSize(1));

        var ear = ears.listen(CHILDRENS + "?lastEventId=" + UUID.randomUUID(), TestTokens.child(elder));
        ear.awaitOpen();

        assertThat(ear.notifications()).isEmpty();
        assertThat(ear.unread()).isZero();

        Bond.of(UUID.randomUUID(), elder).linked(1);
        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(1));
        await().untilAsserted(() -> assertThat(ear.unread()).isEqualTo(1));
    }

    @Test
    void resumesFromNothingKnownWithTheNewestTwoHundredOfADay() {

        stored.change("""
            insert into notifications (id, recipient_kind, recipient_id, event_id, type, template, params, data,
                                       occurred_at, created_at)
            select gen_random_uuid(), 'user', ?, gen_random_uuid(), 'welcome', 'welcome', '{}', '{}', now(),
                   case when n <= 5 then now() - interval '25 hours' else now() end
              from generate_series(1, 210) n
            """, elder);

        var ear = ears.listen(ELDERS + "?lastEventId=" + UUID.randomUUID(), TestTokens.user(elder));

        await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(200));
        assertThat(ear.notifications()).isEqualTo(allOf(elder).subList(10, 210));
    }

    private List<String> allOf(UUID person) {
        return stored
                .all(UUID.class, "select id from notifications where recipient_id = ? order by seq", person)
                .stream()
                .map(UUID::toString)
                .toList();
    }

    private Account account() {
        return new Account(AccountKind.USER, elder);
    }
}
