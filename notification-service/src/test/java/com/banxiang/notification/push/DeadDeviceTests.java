package com.banxiang.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Phones the app is gone from, as the vendor finds when it is to reach them. */
@ServiceTest
class DeadDeviceTests {

    final UUID elder = UUID.randomUUID();
    final UUID other = UUID.randomUUID();

    Requests client;
    Stored stored;

    @BeforeEach
    void everybodyIsThere(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder);
        Outside.elder(elder, null);
        stored.haveDevice(elder);
        stored.haveDevice(other);
        stored.change("update push_devices set updated_at = now() - interval '1 hour'");
        Outside.answer(
                Outside.PUSH,
                Outside.json("{\"error\":{\"code\":1011,\"message\":\"cannot find user by this audience\"}}")
                        .withStatus(400));
    }

    @Test
    void areDroppedAndLeaveTheirOwnerWithoutAny() {

        assertThat(isReachable(elder)).isTrue();

        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push skipped 1011"));
        assertThat(devicesOf(elder)).isZero();
        assertThat(isReachable(elder)).isFalse();
        assertThat(devicesOf(other)).isEqualTo(1);
    }

    @Test
    void areKeptWhileTheVendorMayNotKnowThemYet() {

        stored.change("update push_devices set updated_at = now() - interval '20 seconds' where account_id = ?", elder);

        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push skipped 1011"));
        assertThat(devicesOf(elder)).isEqualTo(1);
    }

    @Test
    void areKeptWhileTheVendorWasNotToldOfThem() {

        stored.change(
                "update push_devices set version = 2, due_at = now() + interval '1 hour' where account_id = ?", elder);

        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push skipped 1011"));
        assertThat(devicesOf(elder)).isEqualTo(1);
    }

    @Test
    void comeBackWhenTheAppIsOpenedAgain() {

        AlertOf.elder(elder).raised("warning");
        await().untilAsserted(() -> assertThat(isReachable(elder)).isFalse());

        client.put(
                        "/api/v1/notifications/devices",
                        Authorization.user(elder),
                        "{\"registrationId\": \"reg-%s\", \"platform\": \"android\"}".formatted(elder))
                .expect(200);

        assertThat(isReachable(elder)).isTrue();
    }

    private boolean isReachable(UUID person) {
        return client.get("/api/v1/notifications/preferences", Authorization.user(person))
                .expect(200)
                .data()
                .path("reachable")
                .asBoolean();
    }

    private long devicesOf(UUID person) {
        return stored.count("select count(*) from push_devices where account_id = ?", person);
    }
}
