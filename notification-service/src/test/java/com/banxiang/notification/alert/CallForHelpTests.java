package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Outside;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Somebody pressed for help, or fell: the app says which, a lock screen does not. */
@ServiceTest
class CallForHelpTests extends AlertScene {

    Requests client;

    @BeforeEach
    void client(@Autowired WebTestClient http) {
        client = new Requests(http);
    }

    @ParameterizedTest
    @CsvSource({"sos, 紧急求助, for help", "fall, 跌倒, fall"})
    void isNamedInTheAppAndNowhereElse(String type, String chinese, String english) {

        stored.haveDevice(elder);

        alert.called(type, false);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push sent"));
        for (var item : new JsonNode[] {
            newest("/api/v1", Authorization.user(elder), "zh"), newest("/api/child", Authorization.child(child), "zh")
        }) {
            assertThat(item.path("title").asString()).contains(chinese);
            assertThat(item.path("content").asString()).contains(chinese, "120");
            assertThat(item.path("type").asString()).isEqualTo("health_alert");
        }
        assertThat(newest("/api/child", Authorization.child(child), "en")
                        .path("content")
                        .asString())
                .contains(english);
        assertThat(wechatMessages().getFirst().getBodyAsString()
                        + Outside.askedOf(Outside.PUSH, alert.id().toString())
                                .getFirst()
                                .getBodyAsString())
                .doesNotContain(chinese)
                .contains("健康提醒");
    }

    @Test
    void escalatesLikeEveryCriticalAlert() {

        alert.called("sos", false);

        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id()))
                .containsExactly("0 told", "1 waiting", "2 waiting", "3 waiting"));
    }

    @Test
    void isNamedToItsEnd() {

        alert.called("fall", false);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("alert_family_fall"));
        alert.acknowledgedByElder(1);
        alert.acknowledgedByChild(child, 1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(3));
        alert.closed("recovered");

        await().untilAsserted(() -> assertThat(stored.inboxOf(child))
                .containsExactlyInAnyOrder(
                        "alert_family_fall",
                        "acknowledged_family_self_call",
                        "acknowledged_family_other_call",
                        "closed_family_call"));
        assertThat(stored.inboxOf(elder))
                .containsExactlyInAnyOrder(
                        "alert_elder_fall",
                        "acknowledged_elder_self_call",
                        "acknowledged_elder_other_call",
                        "closed_elder_call");
        assertThat(items("/api/v1", Authorization.user(elder), "zh")
                        .valueStream()
                        .map(it -> it.path("title").asString()))
                .containsExactlyInAnyOrder("跌倒提醒", "跌倒提醒已确认", "跌倒提醒已确认", "跌倒提醒已结束");
        assertThat(items("/api/child", Authorization.child(child), "en")
                        .valueStream()
                        .map(it -> it.path("content").asString()))
                .allMatch(it -> it.contains("fall"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sos", "fall"})
    void aLateOneIsNamedWithItsTime(String type) {

        alert.called(type, true);

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("alert_family_late_call"));
        assertThat(newest("/api/v1", Authorization.user(elder), "zh")
                        .path("content")
                        .asString())
                .contains("今天", type.equals("sos") ? "紧急求助" : "跌倒提醒");
        assertThat(stored.inboxOf(elder)).containsExactly("alert_elder_late_call");
    }

    /** What was put into an inbox before calls had names, and what a reading raised, reads as ever. */
    @Test
    void aReadingHasNoName() {

        alert.raised("critical");

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("alert_family"));
        assertThat(newest("/api/v1", Authorization.user(elder), "zh")
                        .path("title")
                        .asString())
                .isEqualTo("健康提醒");
    }

    private JsonNode newest(String side, String authorization, String language) {
        return items(side, authorization, language).path(0);
    }

    private JsonNode items(String side, String authorization, String language) {
        return client.exchange(
                        HttpMethod.GET,
                        side + "/notifications",
                        authorization,
                        null,
                        Map.of("Accept-Language", language))
                .expect(200)
                .data()
                .path("items");
    }
}
