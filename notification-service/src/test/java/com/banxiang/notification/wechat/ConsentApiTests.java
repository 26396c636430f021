package com.banxiang.notification.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ConsentApiTests {

    static final String CONSENTS = "/api/child/notifications/consents";
    static final String PREFERENCES = "/api/child/notifications/preferences";
    static final String TEMPLATE = "TPL_HEALTH_ALERT_000000000000000000000000001";

    final UUID child = UUID.randomUUID();
    final String token = Authorization.child(child);

    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
    }

    @Test
    void addsWhatIsReported() {

        assertThat(report(3).expect(200).data().path("remaining").asInt()).isEqualTo(3);
        assertThat(report(20).expect(200).data().path("remaining").asInt()).isEqualTo(23);

        var wechat = client.get(PREFERENCES, token).expect(200).data().path("wechat");
        assertThat(wechat.path("remaining").asInt()).isEqualTo(23);
        assertThat(wechat.path("templates").path(0).path("templateId").asString())
                .isEqualTo(TEMPLATE);
        assertThat(wechat.path("templates").path(0).path("remaining").asInt()).isEqualTo(23);
    }

    @Test
    void losesNoneOfTwentyReportsAtOnce() {

        assertThat(AtOnce.by(20, () -> report(1))).allSatisfy(it -> it.expect(200));

        assertThat(client.get(PREFERENCES, token)
                        .data()
                        .path("wechat")
                        .path("remaining")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void whatWasNeverReportedIsUnknownAndTried() {

        var preferences = client.get(PREFERENCES, token).expect(200).data();

        assertThat(preferences.path("reachable").asBoolean()).isTrue();
        assertThat(preferences.path("wechat").has("remaining")).isFalse();
        assertThat(reachability("child", child).path("reachable").asBoolean()).isTrue();
        assertThat(reachability("child", child).has("wechatRemaining")).isFalse();
    }

    @Test
    void whoHasNeitherConsentNorPhoneIsNotReachable() {

        stored.change("insert into wechat_consents values (?, ?, 0, now())", child, TEMPLATE);

        assertThat(client.get(PREFERENCES, token).data().path("reachable").asBoolean())
                .isFalse();
        assertThat(reachability("child", child).path("reachable").asBoolean()).isFalse();
        assertThat(reachability("child", child).path("wechatRemaining").asInt()).isZero();

        report(1);
        assertThat(reachability("child", child).path("reachable").asBoolean()).isTrue();
    }

    @Test
    void whoHasAnAlertPhoneIsReachableWithoutAConsent() {

        var elder = UUID.randomUUID();
        Outside.familyOf(elder, Child.of(child).phone(Outside.newPhone()));
        stored.change("insert into wechat_consents values (?, ?, 0, now())", child, TEMPLATE);

        Bond.of(elder, child).linked(1);

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                reachability("child", child).path("reachable").asBoolean())
                        .isTrue());
    }

    @Test
    void anothersAlertPhoneOrAFormerOneReachesNobody() {

        var elder = UUID.randomUUID();
        var bond = Bond.of(elder, child);
        stored.change("insert into wechat_consents values (?, ?, 0, now())", child, TEMPLATE);
        Outside.familyOf(elder, Child.of(child), Child.of(UUID.randomUUID()).phone(Outside.newPhone()));
        bond.linked(1);
        awaitCopies(elder, 1);
        assertThat(reachability("child", child).path("reachable").asBoolean()).isFalse();

        Outside.familyOf(elder, Child.of(child).phone(Outside.newPhone()));
        bond.linked(2);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                reachability("child", child).path("reachable").asBoolean())
                        .isTrue());
        bond.unlinked(3);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                reachability("child", child).path("reachable").asBoolean())
                        .isFalse());
    }

    private void awaitCopies(UUID elder, long many) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(stored.count("select count(*) from contacts where user_id = ?", elder))
                        .isEqualTo(many));
    }

    @Test
    void anElderIsReachableByTheirPhone() {

        var elder = UUID.randomUUID();
        assertThat(client.get("/api/v1/notifications/preferences", Authorization.user(elder))
                        .expect(200)
                        .data()
                        .path("reachable")
                        .asBoolean())
                .isFalse();
        assertThat(client.get("/api/v1/notifications/preferences", Authorization.user(elder))
                        .data()
                        .has("wechat"))
                .isFalse();

        client.put(
                        "/api/v1/notifications/devices",
                        Authorization.user(elder),
                        Map.of("registrationId", "reg-" + elder, "platform", "android"))
                .expect(200);

        assertThat(reachability("user", elder).path("reachable").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21", "-1", "null", "\"x\"", "1.5"})
    void refusesANumberOutOfRange(String accepted) {

        var answer =
                client.post(CONSENTS, token, "{\"templateId\":\"%s\",\"accepted\":%s}".formatted(TEMPLATE, accepted));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(stored.count("select count(*) from wechat_consents where child_id = ?", child))
                .isZero();
    }

    @Test
    void refusesATemplateThereIsNot() {
        client.post(CONSENTS, token, Map.of("templateId", "TPL_OTHER", "accepted", 1))
                .expectInvalid("templateId");
        client.post(CONSENTS, token, Map.of("accepted", 1)).expectInvalid("templateId");
    }

    @Test
    void onlyChildrenReportAndOnlyChildServiceAsks() {

        client.post(CONSENTS, null, Map.of()).expectRefusal(401, "UNAUTHENTICATED");
        client.post(CONSENTS, Authorization.user(child), Map.of()).expectRefusal(403, "FORBIDDEN");
        client.get("/internal/reachability/child/" + child, Authorization.service("user-service"))
                .expectRefusal(403, "FORBIDDEN");
        client.get("/internal/reachability/child/" + child, token).expectRefusal(403, "FORBIDDEN");
    }

    private Answer report(int accepted) {
        return client.post(CONSENTS, token, Map.of("templateId", TEMPLATE, "accepted", accepted));
    }

    private JsonNode reachability(String kind, UUID id) {
        return client.get("/internal/reachability/%s/%s".formatted(kind, id), Authorization.service("child-service"))
                .expect(200)
                .data();
    }
}
