package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** An elder with an alert, and a child of theirs who can be told in WeChat. */
abstract class AlertScene {

    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final String childPhone = Outside.newPhone();
    final String contactPhone = Outside.newPhone();
    final AlertOf alert = AlertOf.elder(elder);

    Stored stored;

    @BeforeEach
    void everybodyIsThere(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child));
        Outside.elder(elder, null);
    }

    /** The child, and somebody the elder named for an emergency. */
    void everybodyHasAPhone() {
        Outside.familyOf(elder, Child.of(child).phone(childPhone));
        Outside.elder(elder, contactPhone);
    }

    void raisedAndTold() {
        alert.raised("critical");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("wechat sent"));
    }

    void consentsOfChild(int messages) {
        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', ?, now())",
                child,
                messages);
    }

    int consentsLeft() {
        return stored.one(Integer.class, "select remaining from wechat_consents where child_id = ?", child);
    }

    int smsTo(String phone) {
        return Outside.askedOf(Outside.SMS, phone).size();
    }

    int robots() {
        return Outside.askedOf(Outside.ROBOTS, alert.id().toString()).size();
    }

    List<LoggedRequest> wechatMessages() {
        return Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child);
    }

    long undoneTellings(AlertOf of) {
        return stored.count("select count(*) from tellings where alert_id = ? and done_at is null", of.id());
    }
}
