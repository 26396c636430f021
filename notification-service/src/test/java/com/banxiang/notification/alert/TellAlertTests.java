package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.testkit.ServiceTest;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an elder and their family are told of an alert, and how. */
@ServiceTest
class TellAlertTests extends AlertScene {

    /** Of its digits some may happen to be those of a reading. */
    private static final String ID = "[0-9a-f-]{32,}";

    @Test
    void tellsElderAndChildInTheAppAndTheChildByWeChat() {

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(stored.inboxOf(elder)).containsExactly("alert_elder");
        assertThat(stored.inboxOf(child)).containsExactly("alert_family");
        var message = Outside.body(wechatMessages().getFirst());
        assertThat(message.path("data").path("thing1").path("value").asString()).isEqualTo("您关注的家人有一条健康提醒");
        assertThat(message.path("data").path("thing2").path("value").asString()).isEqualTo("父母");
        assertThat(message.path("data").path("time3").path("value").asString())
                .matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}");
    }

    @Test
    void pushesToAnEldersPhone() {

        stored.haveDevice(elder);

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push sent"));
        var push = Outside.body(
                Outside.askedOf(Outside.PUSH, alert.id().toString()).getFirst());
        assertThat(push.path("audience").path("alias").path(0).asString())
                .isEqualTo("u_" + elder.toString().replace("-", ""));
        assertThat(push.path("notification").path("alert").asString()).isEqualTo("您有一条健康提醒,请打开查看");
        assertThat(push.path("options").has("apns_production")).isTrue();
        assertThat(push.path("cid").asString()).isNotBlank();
    }

    @Test
    void noTextCarriesTheReadingTheNameOrAPhone() {

        stored.haveDevice(elder);
        var phone = Outside.newPhone();
        Outside.elder(elder, phone);
        Outside.familyOf(elder, Child.of(child).phone(phone));
        alert.raised("critical");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("wechat sent"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).contains("push sent"));
        stored.timePasses(alert.id(), Duration.ofMinutes(20));
        await().untilAsserted(() -> assertThat(robotMessages()).hasSize(1));
        await().untilAsserted(
                        () -> assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(2));

        var texts = wechatMessages().getFirst().getBodyAsString()
                + Outside.askedOf(Outside.PUSH, alert.id().toString())
                        .getFirst()
                        .getBodyAsString()
                + robotMessages().getFirst().getBodyAsString()
                + Outside.askedOf(Outside.SMS, phone).stream()
                        .map(it -> it.getQueryParams().get("TemplateParam").firstValue())
                        .toList();

        assertThat(texts.replaceAll(ID, ""))
                .doesNotContain("168", "104", "血压", "mmHg", "李奶奶", "王建国", phone, "13900139000");
    }

    @Test
    void tellsAnAlertOnceHoweverOftenItsEventComes() {

        var event = alert.raisedEvent("warning", 1, false, Instant.now());
        var id = Happenings.publish("alert-raised", elder, "/health-service", event);
        Happenings.repeat("alert-raised", elder, "/health-service", id, event);
        Happenings.repeat("alert-raised", elder, "/health-service", id, event);
        var afterIt = AlertOf.elder(elder);
        afterIt.raised("info");

        await().untilAsserted(() -> assertThat(itemsAbout(afterIt)).isEqualTo(2));
        await().untilAsserted(() -> assertThat(itemsAbout(alert)).isEqualTo(2));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(wechatMessages()).hasSize(1);
    }

    @Test
    void ignoresATellingThatIsNotNewer() {

        alert.raised("warning", 2, false, Instant.now());
        alert.raised("warning", 1, false, Instant.now());
        var afterIt = AlertOf.elder(elder);
        afterIt.raised("info");

        await().untilAsserted(() -> assertThat(itemsAbout(afterIt)).isEqualTo(2));
        await().untilAsserted(() -> assertThat(itemsAbout(alert)).isEqualTo(2));
    }

    @Test
    void tellsALateOneQuietlyToTheFamilyAndWithItsTimeToTheElder() {

        stored.haveDevice(elder);
        var yesterday = Instant.now().minus(Duration.ofDays(1));

        alert.raised("critical", 1, true, yesterday);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push sent"));
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("alert_family_late"));
        assertThat(stored.inboxOf(elder)).containsExactly("alert_elder_late");
        assertThat(stored.deliveriesTo(child)).isEmpty();
        assertThat(stored.stepsOf(alert.id())).isEmpty();
        assertThat(Outside.askedOf(Outside.PUSH, alert.id().toString())
                        .getFirst()
                        .getBodyAsString())
                .contains("您昨天");
    }

    @Test
    void tellsALateOneOnlyOnce() {

        alert.raised("warning", 1, true, Instant.now().minus(Duration.ofHours(1)));
        alert.raised("warning", 2, true, Instant.now().minus(Duration.ofHours(1)));
        alert.raised("warning", 3, false, Instant.now());

        await().untilAsserted(
                        () -> assertThat(stored.inboxOf(elder)).containsExactly("alert_elder_late", "alert_elder"));
        await().untilAsserted(
                        () -> assertThat(stored.inboxOf(child)).containsExactly("alert_family_late", "alert_family"));
    }

    @Test
    void tellsInfoInTheAppOnly() {

        stored.haveDevice(elder);

        alert.raised("info");
        alert.closed("recovered");

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("alert_family", "closed_family"));
        assertThat(stored.deliveriesTo(elder)).isEmpty();
        assertThat(stored.deliveriesTo(child)).isEmpty();
    }

    @Test
    void everybodyWhoHeardTheBeginningHearsTheAnswerAndTheEnd() {

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).containsExactly("alert_family"));
        var newcomer = UUID.randomUUID();
        stored.change("delete from contacts where user_id = ?", elder);
        Bond.of(elder, UUID.randomUUID()).unlinked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).contains("family_unlinked_elder"));
        Outside.familyOf(elder, Child.of(child), Child.of(newcomer));

        alert.acknowledgedByChild(child, 1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(elder)).contains("acknowledged_elder_other"));
        alert.closed("recovered");

        await().untilAsserted(() -> assertThat(stored.inboxOf(child))
                .containsExactly("alert_family", "acknowledged_family_other", "closed_family"));
        assertThat(stored.inboxOf(newcomer)).isEmpty();
    }

    @Test
    void factsInReverseOrderEndTheSame() {

        var phone = Outside.newPhone();
        Outside.familyOf(elder, Child.of(child).phone(phone));

        alert.closed("recovered");
        alert.acknowledgedByChild(child, 1);
        await().untilAsserted(() -> assertThat(stored.count(
                        "select count(*) from alerts where id = ? and closed_by is not null and other_acked_version ="
                                + " 1",
                        alert.id()))
                .isEqualTo(1));
        alert.raised("critical");

        await().untilAsserted(() -> assertThat(stored.inboxOf(child))
                .containsExactly("alert_family", "acknowledged_family_other", "closed_family"));
        assertThat(stored.inboxOf(elder)).containsExactly("alert_elder", "acknowledged_elder_other", "closed_elder");
        assertThat(stored.deliveriesTo(child)).isEmpty();
        assertThat(stored.stepsOf(alert.id())).isEmpty();
    }

    @Test
    void aMessageThatStillWaitsWhenTheAlertClosesIsNotSent() {

        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(-1));
        alert.raised("warning");
        await().untilAsserted(() -> assertThat(wechatMessages()).isNotEmpty());

        alert.closed("recovered");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat skipped alert_closed"));
    }

    private List<LoggedRequest> robotMessages() {
        return Outside.askedOf(Outside.ROBOTS, alert.id().toString());
    }

    /** Events of one elder are taken in their order: what came before this one is done, for the elder at least. */
    private long itemsAbout(AlertOf of) {
        return stored.count("select count(*) from notifications where subject_id = ?", of.id());
    }
}
