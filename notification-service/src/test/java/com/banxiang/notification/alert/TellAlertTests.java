package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ServiceTest
class TellAlertTests {

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final AlertOf alert = AlertOf.elder(elder);

    Stored stored;

    @BeforeEach
    void everybodyIsThere(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child));
    }

    @Test
    void tellsElderAndChildInTheAppAndTheChildByWeChat() {

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(stored.inboxOf(elder)).containsExactly("alert_elder");
        assertThat(stored.inboxOf(child)).containsExactly("alert_family");
        var message = Outside.body(
                Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child).getFirst());
        assertThat(message.path("data").path("thing1").path("value").asString()).isEqualTo("您关注的家人有一条健康提醒");
        assertThat(message.path("data").path("thing2").path("value").asString()).isEqualTo("父母");
    }
}
