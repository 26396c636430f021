package com.banxiang.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside.Child;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class PersonalDataTests {

    @Test
    void nothingOfAPersonIsLoggedWhateverHappensToTheirMessages(
            @Autowired WebTestClient http, @Autowired DatabaseClient database) {

        var client = new Requests(http);
        var stored = new Stored(database);
        var elder = UUID.randomUUID();
        var child = UUID.randomUUID();
        var childPhone = Outside.newPhone();
        var contactPhone = Outside.newPhone();
        var alert = AlertOf.elder(elder);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child).phone(childPhone));
        Outside.elder(elder, contactPhone);

        try (var logs = CapturedLogs.start()) {
            LoggerFactory.getLogger(PersonalDataTests.class).info("the journey begins");
            client.post(
                    "/internal/sms",
                    Authorization.service("user-service"),
                    Map.of(
                            "phone",
                            childPhone,
                            "template",
                            "login_code",
                            "params",
                            Map.of("code", "1357913579"),
                            "requestId",
                            UUID.randomUUID().toString()));
            Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(47003));
            Outside.answer(Outside.SMS, Outside.aliyunSays("isv.AMOUNT_NOT_ENOUGH"));
            client.post(
                    "/internal/sms",
                    Authorization.service("user-service"),
                    Map.of(
                            "phone",
                            contactPhone,
                            "template",
                            "login_code",
                            "params",
                            Map.of("code", "1357913580"),
                            "requestId",
                            UUID.randomUUID().toString()));
            alert.raised("critical");
            await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("wechat failed errcode_47003"));
            await().untilAsserted(
                            () -> assertThat(stored.deliveriesTo(elder)).contains("sms failed isv.AMOUNT_NOT_ENOUGH"));
            Outside.answer(Outside.SMS, Outside.json("{}").withFixedDelay(60_000));
            client.post(
                    "/internal/sms",
                    Authorization.service("user-service"),
                    Map.of(
                            "phone",
                            contactPhone,
                            "template",
                            "login_code",
                            "params",
                            Map.of("code", "1357913581"),
                            "requestId",
                            UUID.randomUUID().toString()));
            await().untilAsserted(() -> assertThat(
                            Outside.askedOf(Outside.ROBOTS, alert.id().toString()))
                    .hasSize(1));

            logs.assertNowhere(
                    childPhone,
                    contactPhone,
                    "1357913579",
                    "1357913580",
                    "1357913581",
                    "openid-" + child,
                    "李奶奶",
                    "王建国",
                    "TEST_TOKEN_1",
                    "test-wechat-secret",
                    "testAccessKeySecret",
                    "fedcba9876543210fedcba98",
                    "mmHg",
                    "168/104");
        }
    }
}
