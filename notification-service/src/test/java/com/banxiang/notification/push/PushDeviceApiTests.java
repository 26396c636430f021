package com.banxiang.notification.push;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.Answer;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Vendor;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class PushDeviceApiTests {

    static final String DEVICES = "/api/v1/notifications/devices";

    final UUID elder = UUID.randomUUID();
    final String registration = "reg-" + UUID.randomUUID();

    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
    }

    @Test
    void tellsTheVendorWhoseADeviceIs() {

        register(elder).expect(200);

        await().untilAsserted(() -> assertThat(aliases()).containsExactly(alias(elder)));
    }

    @Test
    void sayingItAgainChangesNothing() {

        register(elder).expect(200);
        await().untilAsserted(() -> assertThat(aliases()).hasSize(1));
        register(elder).expect(200);

        assertThat(stored.all(Long.class, "select version from push_devices where registration_id = ?", registration))
                .containsExactly(1L);
    }

    @Test
    void aDeviceMovesToItsNewestAccount() {

        var next = UUID.randomUUID();
        register(elder).expect(200);
        register(next).expect(200);

        await().untilAsserted(() -> assertThat(aliases()).endsWith(alias(next)));
        assertThat(stored.all(
                        UUID.class, "select account_id from push_devices where registration_id = ?", registration))
                .containsExactly(next);
    }

    @Test
    void aDeviceThatMovesWhileTheVendorIsToldIsToldAgain() {

        var next = UUID.randomUUID();
        Outside.answer(path(), Outside.json("{}").withFixedDelay(2_000));
        register(elder).expect(200);
        await().untilAsserted(() -> assertThat(aliases()).containsExactly(alias(elder)));

        register(next).expect(200);

        await().untilAsserted(() -> assertThat(aliases()).containsExactly(alias(elder), alias(next)));
        await().untilAsserted(() -> assertThat(stored.all(
                        Long.class, "select bound_version from push_devices where registration_id = ?", registration))
                .containsExactly(2L));
    }

    @Test
    void aReleasedDeviceIsNobodys() {

        register(elder).expect(200);
        client.delete(DEVICES + "/" + registration, Authorization.user(elder)).expect(200);
        client.delete(DEVICES + "/" + registration, Authorization.user(elder)).expect(200);

        await().untilAsserted(() -> assertThat(aliases()).endsWith(""));
        assertThat(isReachable("user", elder)).isFalse();
    }

    @Test
    void thePhoneOfAnElderReachesNobodyElse() {

        register(elder).expect(200);

        assertThat(isReachable("user", elder)).isTrue();
        assertThat(isReachable("user", UUID.randomUUID())).isFalse();
    }

    @Test
    void childrenHavePhonesToo() {
        var path = "/api/child/notifications/devices";
        client.put(path, Authorization.child(elder), Map.of("registrationId", registration, "platform", "ios"))
                .expect(200);
        assertThat(stored.all(
                        String.class, "select account_kind from push_devices where registration_id = ?", registration))
                .containsExactly("child");
        assertThat(isReachable("user", elder)).isFalse();
        client.delete(path + "/" + registration, Authorization.user(elder)).expectRefusal(403, "FORBIDDEN");
        client.delete(DEVICES + "/" + registration, Authorization.user(elder)).expect(200);
        assertThat(isReleased()).isFalse();
        client.delete(path + "/" + registration, Authorization.child(elder)).expect(200);
        assertThat(isReleased()).isTrue();
    }

    @Test
    void aDeviceThatMovesWhileTheVendorRefusesItIsKept() {
        var next = UUID.randomUUID();
        Outside.answer(
                path(),
                alias(elder),
                Outside.json("{\"error\":{\"code\":1011,\"message\":\"no\"}}")
                        .withStatus(400)
                        .withFixedDelay(2_000),
                Outside.json("{}"));
        Outside.answer(path(), alias(next), Outside.json("{}"), Outside.json("{}"));
        register(elder).expect(200);
        await().untilAsserted(() -> assertThat(aliases()).containsExactly(alias(elder)));

        register(next).expect(200);

        await().untilAsserted(() -> assertThat(stored.all(
                        Long.class, "select bound_version from push_devices where registration_id = ?", registration))
                .containsExactly(2L));
        assertThat(isReachable("user", next)).isTrue();
    }

    @Test
    void aDeviceTheVendorRefusesForAReasonOfOursIsKept() {
        Outside.answer(
                path(),
                Outside.json("{\"error\":{\"code\":1004,\"message\":\"bad\"}}").withStatus(401));
        register(elder).expect(200);

        await().untilAsserted(() -> assertThat(stored.count(
                        "select count(*) from push_devices where registration_id = ? and bound_version = 0"
                                + " and due_at > now() + interval '1 minute'",
                        registration))
                .isEqualTo(1));
    }

    @Test
    void anothersDeviceIsLeftAlone() {

        register(elder).expect(200);
        client.delete(DEVICES + "/" + registration, Authorization.user(UUID.randomUUID()))
                .expect(200);

        assertThat(stored.all(
                        Boolean.class, "select released from push_devices where registration_id = ?", registration))
                .containsExactly(false);
    }

    @Test
    void theVendorLearnsItWhenItIsBack() {

        Vendor.server()
                .stubFor(any(urlPathEqualTo(path()))
                        .inScenario(registration)
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("well")
                        .willReturn(Outside.json("{}").withStatus(503)));

        register(elder).expect(200);

        await().untilAsserted(() -> assertThat(aliases()).containsExactly(alias(elder), alias(elder)));
        await().untilAsserted(() -> assertThat(stored.all(
                        Long.class, "select bound_version from push_devices where registration_id = ?", registration))
                .containsExactly(1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1003, 1011})
    void aDeviceTheVendorRefusesIsDropped(int code) {

        Outside.answer(
                path(),
                Outside.json("{\"error\":{\"code\":%d,\"message\":\"bad\"}}".formatted(code))
                        .withStatus(400));

        register(elder).expect(200);

        await().untilAsserted(() -> assertThat(
                        stored.count("select count(*) from push_devices where registration_id = ?", registration))
                .isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"registrationId\":\"a b\",\"platform\":\"ios\"}",
                "{\"registrationId\":\"a\",\"platform\":\"nokia\"}",
                "{\"registrationId\":\"a\"}",
                "{\"registrationId\":7,\"platform\":\"ios\"}",
                "["
            })
    void refusesWhatIsNoDevice(String body) {
        assertThat(client.put(DEVICES, Authorization.user(elder), body).status())
                .isEqualTo(400);
    }

    @Test
    void onlyWhoIsLoggedInOnTheirSide() {
        client.put(DEVICES, null, Map.of()).expectRefusal(401, "UNAUTHENTICATED");
        client.put(DEVICES, Authorization.child(elder), Map.of()).expectRefusal(403, "FORBIDDEN");
        client.delete(DEVICES + "/x", null).expectRefusal(401, "UNAUTHENTICATED");
    }

    private Answer register(UUID owner) {
        return client.put(
                DEVICES, Authorization.user(owner), Map.of("registrationId", registration, "platform", "harmony"));
    }

    private boolean isReachable(String kind, UUID id) {
        return client.get("/internal/reachability/%s/%s".formatted(kind, id), Authorization.service("child-service"))
                .expect(200)
                .data()
                .path("reachable")
                .asBoolean();
    }

    private boolean isReleased() {
        return stored.one(Boolean.class, "select released from push_devices where registration_id = ?", registration);
    }

    private List<String> aliases() {
        return Outside.askedOf(path(), "alias").stream()
                .map(it -> Outside.body(it).path("alias").asString())
                .toList();
    }

    private String path() {
        return "/vendors/jpush/device/v3/devices/" + registration;
    }

    private static String alias(UUID account) {
        return "u_" + account.toString().replace("-", "");
    }
}
