package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.ServiceTest;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A consent in WeChat is good for one message; who has none left is told by short message at once. */
@ServiceTest
class AlertConsentTests {

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final AlertOf alert = AlertOf.elder(elder);

    Stored stored;

    @BeforeEach
    void everybodyIsThere(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child));
        Outside.elder(elder, null);
    }

    @Test
    void tellsBySmsAtOnceWhomWeChatRefuses() {

        var phone = Outside.newPhone();
        Outside.familyOf(elder, Child.of(child).phone(phone));
        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(43101));

        alert.raised("warning");

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).containsExactlyInAnyOrder("wechat skipped 43101", "sms sent"));
        var sms = Outside.askedOf(Outside.SMS, phone);
        assertThat(sms).hasSize(1);
        assertThat(sms.getFirst().getQueryParams().get("TemplateCode").firstValue())
                .isEqualTo("SMS_100000002");
        assertThat(sms.getFirst().getQueryParams().get("TemplateParam").firstValue())
                .isEqualTo("{\"relationship\":\"父母\"}");
        assertThat(stored.all(Integer.class, "select remaining from wechat_consents where child_id = ?", child))
                .containsExactly(0);
    }

    @Test
    void believesWeChatRatherThanItsOwnCount() {

        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', 3, now())",
                child);
        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(43101));
        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped 43101", "sms skipped no_phone"));
        assertThat(stored.all(Integer.class, "select remaining from wechat_consents where child_id = ?", child))
                .containsExactly(0);
    }

    @Test
    void tellsBySmsAtOnceWhoHasNoWeChat() {

        var phone = Outside.newPhone();
        Outside.familyOf(elder, new Child(child, null, phone, true, List.of("health")));
        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped no_openid", "sms sent"));
    }

    @Test
    void asksWeChatNoMoreOnceNoConsentIsLeft() {

        var phone = Outside.newPhone();
        Outside.familyOf(elder, Child.of(child).phone(phone));
        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', 0, now())",
                child);

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped no_consent", "sms sent"));
        assertThat(wechatMessages()).isEmpty();
    }

    @Test
    void eachMessageTakesOneConsent() {

        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', 2, now())",
                child);

        alert.raised("warning");
        AlertOf.elder(elder).raised("warning");
        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder(
                        "wechat sent", "wechat sent", "wechat skipped no_consent", "sms skipped no_phone"));
        assertThat(stored.all(Integer.class, "select remaining from wechat_consents where child_id = ?", child))
                .containsExactly(0);
    }

    private List<LoggedRequest> wechatMessages() {
        return Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child);
    }
}
