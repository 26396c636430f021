package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Outside;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stops an escalation, and what does not. */
@ServiceTest
class EscalationAnswerTests extends AlertScene {

    @BeforeEach
    void phones() {
        everybodyHasAPhone();
    }

    @Test
    void aChildsAnswerStopsIt() {

        raisedAndTold();

        alert.acknowledgedByChild(child, 1);

        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id()))
                .containsExactly("0 told", "1 stopped", "2 stopped", "3 stopped"));
        stored.timePasses(alert.id(), Duration.ofMinutes(30));
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).contains("acknowledged_family_other"));
        assertThat(smsTo(childPhone)).isZero();
    }

    @Test
    void anOperatorsAnswerStopsIt() {

        raisedAndTold();

        alert.acknowledged("operator", UUID.randomUUID(), 1, "/health-service");

        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id()))
                .containsExactly("0 told", "1 stopped", "2 stopped", "3 stopped"));
    }

    @Test
    void theEldersOwnAnswerSparesStrangersButNotTheChildren() {

        raisedAndTold();

        alert.acknowledgedByElder(1);
        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id()))
                .containsExactly("0 told", "1 waiting", "2 stopped", "3 stopped"));
        stored.timePasses(alert.id(), Duration.ofMinutes(30));

        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(1));
        assertThat(Outside.askedOf(Outside.SMS, childPhone)
                        .getFirst()
                        .getQueryParams()
                        .get("TemplateCode")
                        .firstValue())
                .isEqualTo("SMS_100000004");
        assertThat(smsTo(contactPhone)).isZero();
        assertThat(robots()).isZero();
    }

    @Test
    void aRelativesAnswerIsNotTheEldersOwn() {

        raisedAndTold();
        alert.acknowledged("user", UUID.randomUUID(), 1, "/health-service");

        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id()))
                .containsExactly("0 told", "1 stopped", "2 stopped", "3 stopped"));
    }

    /** What stops is that others are called, not that the family hears of the alert at all. */
    @Test
    void whoIsStillToBeToldOfTheAlertItselfIsToldAllTheSame() {

        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(-1));
        alert.raised("critical");
        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat pending errcode_-1"));
        alert.acknowledged("operator", UUID.randomUUID(), 1, "/health-service");
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).contains("acknowledged_family_other"));

        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(0));

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).hasSize(1).allMatch(it -> it.startsWith("wechat sent")));
    }

    @Test
    void theMessageToAStrangerThatStillWaitsWhenTheElderAnswersIsNotSent() {

        raisedAndTold();
        Outside.answer(Outside.SMS, Outside.json("{}").withStatus(500));
        stored.timePasses(alert.id(), Duration.ofMinutes(10));
        await().untilAsserted(() -> assertThat(smsTo(contactPhone)).isPositive());
        alert.acknowledgedByElder(1);
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).contains("sms skipped acknowledged"));

        Outside.answer(Outside.SMS, Outside.json("{\"Code\":\"OK\",\"BizId\":\"1\"}"));

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).anyMatch(it -> it.startsWith("sms sent")));
    }

    @Test
    void closingStopsIt() {

        raisedAndTold();

        alert.closed("recovered");

        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id()))
                .containsExactly("0 told", "1 stopped", "2 stopped", "3 stopped"));
    }

    @Test
    void anAnswerToAnEarlierTellingDoesNotStopIt() {

        alert.raised("warning", 1, false, Instant.now());
        alert.raised("critical", 2, false, Instant.now());
        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id())).hasSize(4));

        alert.acknowledgedByChild(child, 1);

        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).contains("acknowledged_family_other"));
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 waiting", "2 waiting", "3 waiting");
    }

    @Test
    void anAnswerThatComesBeforeTheAlertKeepsItFromEscalating() {

        alert.acknowledgedByChild(child, 1);
        await().untilAsserted(() -> assertThat(stored.count("select count(*) from alerts where id = ?", alert.id()))
                .isEqualTo(1));

        alert.raised("critical");

        await().untilAsserted(() ->
                assertThat(stored.inboxOf(child)).containsExactly("alert_family", "acknowledged_family_other"));
        assertThat(stored.stepsOf(alert.id())).isEmpty();
    }

    @Test
    void theEldersAnswerThatComesBeforeTheAlertSparesStrangersOnly() {

        alert.acknowledgedByElder(1);
        await().untilAsserted(() -> assertThat(stored.count("select count(*) from alerts where id = ?", alert.id()))
                .isEqualTo(1));

        alert.raised("critical");

        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id()))
                .containsExactly("0 told", "1 waiting", "2 stopped", "3 stopped"));
    }

    @Test
    void aMessageOfAStepThatStillWaitsWhenSomebodyAnswersIsNotSent() {

        raisedAndTold();
        Outside.answer(Outside.SMS, Outside.json("{}").withStatus(500));
        stored.timePasses(alert.id(), FIVE_MINUTES);
        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isPositive());

        alert.acknowledgedByChild(child, 1);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("sms skipped acknowledged"));
    }
}
