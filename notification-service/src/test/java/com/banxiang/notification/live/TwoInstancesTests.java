package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.SecondInstance;
import com.banxiang.notification.Stored;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Two instances over one database and one Kafka: whoever is connected to either hears all, and nobody is told twice. */
@ServiceTest
class TwoInstancesTests {

    static final String ELDERS = "/api/v1/ws/notifications";
    static final int MANY = 12;

    @LocalServerPort
    int port;

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();

    static SecondInstance second;

    Stored stored;
    Ears here;
    Ears there;

    /** When the first one runs already. */
    @BeforeAll
    static void startAnother() {
        Outside.isWell();
        second = SecondInstance.start();
    }

    @AfterAll
    static void stopTheOther() {
        second.stop();
    }

    @BeforeEach
    void begin(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child));
        Outside.elder(elder, null);
        stored.haveDevice(elder);
        here = new Ears(port);
        there = new Ears(second.port());
    }

    @AfterEach
    void end() {
        here.hangUp();
        there.hangUp();
    }

    @Test
    void everyoneHearsAllWhereverTheyAreConnectedAndNothingIsSentTwice() {

        var ears = List.of(here.listen(ELDERS, TestTokens.user(elder)), there.listen(ELDERS, TestTokens.user(elder)));
        var childrens = List.of(
                here.listen("/api/child/ws/notifications", TestTokens.child(child)),
                there.listen("/api/child/ws/notifications", TestTokens.child(child)));
        Stream.concat(ears.stream(), childrens.stream()).forEach(Ear::awaitOpen);
        // Each knows its own guest and not the other's: what both hear came by both their groups.
        assertThat(second.bean(Connections.class).of(new Account(AccountKind.USER, elder)))
                .hasSize(1);

        for (var i = 0; i < MANY; i++) {
            AlertOf.elder(elder).raised("warning");
        }

        for (var ear : ears) {
            await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(MANY));
            assertThat(ear.notifications()).containsExactlyInAnyOrderElementsOf(idsOf(elder));
        }
        for (var ear : childrens) {
            await().untilAsserted(() -> assertThat(ear.notifications()).hasSize(MANY));
            assertThat(ear.notifications()).containsExactlyInAnyOrderElementsOf(idsOf(child));
        }
        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(elder)).hasSize(MANY).containsOnly("push sent"));
        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).hasSize(MANY).containsOnly("wechat sent"));
        assertThat(Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child)).hasSize(MANY);
        assertThat(Outside.askedOf(Outside.PUSH, "u_" + elder.toString().replace("-", "")))
                .hasSize(MANY);
    }

    @Test
    void whatWaitedForTheMorningIsSentByOneOfThem() {

        stored.isQuietFor("user", elder, false);
        stored.isQuietFor("child", child, false);
        for (var i = 0; i < MANY; i++) {
            Happenings.publish("device-silent", elder, "/health-service", Happenings.silence(elder, Instant.now()));
        }
        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).hasSize(MANY).containsOnly("wechat pending quiet_hours"));
        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(elder)).hasSize(MANY).containsOnly("push pending quiet_hours"));

        stored.quietEndsFor(child);
        stored.quietEndsFor(elder);

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).hasSize(MANY).containsOnly("wechat sent"));
        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(elder)).hasSize(MANY).containsOnly("push sent"));
        assertThat(Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child)).hasSize(MANY);
        assertThat(Outside.askedOf(Outside.PUSH, "u_" + elder.toString().replace("-", "")))
                .hasSize(MANY);
    }

    private List<String> idsOf(UUID person) {
        return stored.all(UUID.class, "select id from notifications where recipient_id = ?", person).stream()
                .map(UUID::toString)
                .toList();
    }
}
