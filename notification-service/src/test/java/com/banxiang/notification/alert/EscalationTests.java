package com.banxiang.notification.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Vendor;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On whom a critical alert falls while nobody answers. */
@ServiceTest
class EscalationTests extends AlertScene {

    @BeforeEach
    void phones() {
        everybodyHasAPhone();
    }

    @Test
    void goesFromTheChildrenToTheContactToThoseOnDuty() {

        raisedAndTold();
        assertThat(smsTo(childPhone)).isZero();

        stored.timePasses(alert.id(), FIVE_MINUTES);
        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(1));
        assertThat(smsTo(contactPhone)).isZero();

        stored.timePasses(alert.id(), FIVE_MINUTES);
        await().untilAsserted(() -> assertThat(smsTo(contactPhone)).isEqualTo(1));
        assertThat(robots()).isZero();

        stored.timePasses(alert.id(), TEN_MINUTES);
        await().untilAsserted(() -> assertThat(robots()).isEqualTo(1));

        await().untilAsserted(() -> assertThat(stored.all(
                        String.class,
                        "select state from deliveries where alert_id = ? and channel <> 'push'",
                        alert.id()))
                .containsOnly("sent"));
        assertThat(smsTo(childPhone)).isEqualTo(1);
        assertThat(smsTo(contactPhone)).isEqualTo(1);
        var text = Outside.askedOf(Outside.SMS, contactPhone).getFirst().getQueryParams();
        assertThat(text.get("TemplateCode").firstValue()).isEqualTo("SMS_100000003");
        assertThat(text.get("TemplateParam").firstValue()).isEqualTo("{\"name\":\"李**\"}");
    }

    @Test
    void countsFromTheMomentItBecameCritical() {

        alert.raised("warning", 1, false, Instant.now());
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(1));
        assertThat(stored.stepsOf(alert.id())).isEmpty();

        var became = Instant.now().minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MILLIS);
        var event = alert.raisedEvent("critical", 2, false, Instant.now());
        event.put("occurredAt", became.toString());
        Happenings.publish("alert-raised", elder, "/health-service", event);
        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id())).hasSize(4));

        assertThat(stored.all(
                        Instant.class, "select due_at from escalations where alert_id = ? order by step", alert.id()))
                .containsExactly(
                        became,
                        became.plus(FIVE_MINUTES),
                        became.plus(TEN_MINUTES),
                        became.plus(Duration.ofMinutes(20)));
    }

    @Test
    void warningsDoNotEscalate() {

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(stored.stepsOf(alert.id())).isEmpty();
    }

    @Test
    void tellingItAgainStartsNothingAnew() {

        raisedAndTold();
        stored.timePasses(alert.id(), FIVE_MINUTES);
        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(1));

        alert.raised("critical", 2, false, Instant.now());
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).hasSize(2));

        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 told", "2 waiting", "3 waiting");
        assertThat(smsTo(childPhone)).isEqualTo(1);
    }

    @Test
    void aStepThatReachesNobodyMovesToTheNextAtOnce() {

        Outside.familyOf(elder);

        alert.raised("critical");

        await().untilAsserted(() -> assertThat(smsTo(contactPhone)).isEqualTo(1));
        await().untilAsserted(() ->
                assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 told", "2 told", "3 waiting"));
        assertThat(robots()).isZero();
    }

    @Test
    void nobodyAtAllMeansThoseOnDutyAtOnce() {

        Outside.familyOf(elder);
        Outside.elder(elder, null);

        alert.raised("critical");

        await().untilAsserted(() -> assertThat(robots()).isEqualTo(1));
    }

    @Test
    void tellsNoChildWhoDoesNotWantToHear() {

        var other = Outside.newPhone();
        Outside.familyOf(
                elder,
                Child.of(child).phone(childPhone),
                Child.of(UUID.randomUUID()).phone(other).silenced(),
                Child.of(UUID.randomUUID()).phone(other).withoutHealth());
        raisedAndTold();

        stored.timePasses(alert.id(), FIVE_MINUTES);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("sms sent"));
        assertThat(stored.count("select count(*) from deliveries where alert_id = ? and channel = 'sms'", alert.id()))
                .isEqualTo(1);
        assertThat(smsTo(other)).isZero();
    }

    @Test
    void whomAMessageMayHaveReachedHoldsTheNextStepBack() {

        var other = UUID.randomUUID();
        Outside.familyOf(elder, Child.of(child).phone(childPhone), Child.of(other));
        Outside.answer(Outside.WECHAT_SEND, aResponse().withFault(Fault.EMPTY_RESPONSE));
        wechatSaysOf(other, Outside.wechatSays(-1));

        alert.raised("critical");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat unknown connection_lost"));
        wechatSaysOf(other, Outside.wechatSays(47003));
        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(other)).containsExactly("wechat failed errcode_47003"));
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 waiting", "2 waiting", "3 waiting");
        assertThat(stored.count(
                        "select count(*) from escalations where alert_id = ? and state = 'waiting' and due_at < now()",
                        alert.id()))
                .isZero();
    }

    @Test
    void aStepWhoseEveryMessageFailsMovesToTheNextAtOnce() {

        raisedAndTold();
        Outside.answer(Outside.SMS, Outside.aliyunSays("isv.MOBILE_NUMBER_ILLEGAL"));

        stored.timePasses(alert.id(), FIVE_MINUTES);

        await().untilAsserted(() -> assertThat(robots()).isEqualTo(1));
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 told", "2 told", "3 told");
    }

    @Test
    void doesNotWaitForAVendorInTroubleButDoesNotForgetTheMessageEither() {

        raisedAndTold();
        Outside.answer(Outside.SMS, Outside.json("{}").withStatus(500));

        stored.timePasses(alert.id(), FIVE_MINUTES);
        await().untilAsserted(() -> assertThat(robots()).isEqualTo(1));

        Outside.answer(Outside.SMS, Outside.json("{\"Code\":\"OK\",\"BizId\":\"1\"}"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("sms sent"));
    }

    @Test
    void aWorkingMessageHoldsTheNextStepBack() {

        Outside.familyOf(elder, Child.of(child).phone(childPhone), Child.of(UUID.randomUUID()));

        raisedAndTold();
        stored.timePasses(alert.id(), FIVE_MINUTES);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("sms sent"));
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 told", "2 waiting", "3 waiting");
    }

    @Test
    void whoWasToldByShortMessageInsteadOfWeChatIsToldAgainByTheStep() {

        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(43101));
        alert.raised("critical");
        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(1));

        stored.timePasses(alert.id(), FIVE_MINUTES);

        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(2));
    }

    @Test
    void doesNotWaitForANeighbourWhoIsAway() {

        NeighbourStub.of("child-service").dropsConnections("GET", Outside.contactsPath(elder));

        alert.raised("critical");
        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id())).hasSize(4));
        stored.timePasses(alert.id(), FIVE_MINUTES);

        await().untilAsserted(() -> assertThat(smsTo(contactPhone)).isEqualTo(1));
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 waiting", "2 told", "3 waiting");

        Outside.familyOf(elder, Child.of(child).phone(childPhone));
        stored.timePasses(alert.id(), Duration.ofSeconds(10));

        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(1));
    }

    @Test
    void doesNotWaitLongForAFamilyThatCanNotBeAskedFor() {

        NeighbourStub.of("child-service").dropsConnections("GET", Outside.contactsPath(elder));
        alert.raised("critical");
        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id())).hasSize(4));
        assertThat(smsTo(contactPhone)).isZero();
        stored.change("update tellings set attempts = attempts + 4 where alert_id = ?", alert.id());

        await().untilAsserted(() -> assertThat(smsTo(contactPhone)).isEqualTo(1));
    }

    @Test
    void aMessageOfAStepThatMayHaveArrivedIsRepeatedOnce() {

        raisedAndTold();
        Outside.answer(Outside.SMS, aResponse().withFault(Fault.EMPTY_RESPONSE));
        stored.timePasses(alert.id(), FIVE_MINUTES);

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("sms unknown connection_lost"));
        assertThat(smsTo(childPhone)).isEqualTo(2);
    }

    @Test
    void aStepWhoseEveryMessageHasNowhereToGoMovesToTheNextAtOnce() {

        Outside.familyOf(elder, Child.of(child));
        consentsOfChild(0);
        alert.raised("critical");

        await().untilAsserted(() -> assertThat(smsTo(contactPhone)).isEqualTo(1));
        assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped no_consent", "sms skipped no_phone");
    }

    @Test
    void aMessageUnderWayHoldsTheNextStepBack() {

        var other = UUID.randomUUID();
        Outside.familyOf(elder, Child.of(child).phone(childPhone), Child.of(other));
        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(47003));
        wechatSaysOf(child, Outside.wechatSays(0).withFixedDelay(2_000));
        alert.raised("critical");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(other)).containsExactly("wechat failed errcode_47003"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 waiting", "2 waiting", "3 waiting");
    }

    @Test
    void whoeverHasNoNameIsSomebodysRelative() {

        Outside.familyOf(elder);
        NeighbourStub.of("user-service")
                .answers(
                        "GET",
                        "/internal/users/%s/contacts".formatted(elder),
                        Map.of("emergencyContact", Map.of("phone", contactPhone)));
        alert.raised("critical");

        await().untilAsserted(() -> assertThat(smsTo(contactPhone)).isEqualTo(1));
        assertThat(Outside.askedOf(Outside.SMS, contactPhone)
                        .getFirst()
                        .getQueryParams()
                        .get("TemplateParam")
                        .firstValue())
                .isEqualTo("{\"name\":\"您的亲友\"}");
    }

    @Test
    void anElderWhoIsGoneHasNamedNobody() {

        Outside.familyOf(elder);
        NeighbourStub.of("user-service")
                .refuses("GET", "/internal/users/%s/contacts".formatted(elder), 404, "USER_NOT_FOUND");

        alert.raised("critical");

        await().untilAsserted(() -> assertThat(robots()).isEqualTo(1));
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 told", "2 told", "3 told");
    }

    private static void wechatSaysOf(UUID who, ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(any(urlPathEqualTo(Outside.WECHAT_SEND))
                        .withRequestBody(containing("openid-" + who))
                        .willReturn(answer));
    }
}
