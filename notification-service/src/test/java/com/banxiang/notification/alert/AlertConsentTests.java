package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A consent in WeChat is good for one message; who has none left is told by short message at once. */
@ServiceTest
class AlertConsentTests extends AlertScene {

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
        assertThat(consentsLeft()).isZero();
    }

    @Test
    void believesWeChatRatherThanItsOwnCount() {

        consentsOfChild(3);
        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(43101));
        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped 43101", "sms skipped no_phone"));
        assertThat(consentsLeft()).isZero();
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
        consentsOfChild(0);

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped no_consent", "sms sent"));
        assertThat(wechatMessages()).isEmpty();
    }

    @Test
    void eachMessageTakesOneConsent() {

        consentsOfChild(2);

        alert.raised("warning");
        AlertOf.elder(elder).raised("warning");
        AlertOf.elder(elder).raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder(
                        "wechat sent", "wechat sent", "wechat skipped no_consent", "sms skipped no_phone"));
        assertThat(consentsLeft()).isZero();
    }
}
