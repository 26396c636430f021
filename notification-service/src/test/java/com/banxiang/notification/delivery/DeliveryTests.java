package com.banxiang.notification.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.ServiceTest;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A message on its way to a vendor, whatever the vendor makes of it. */
@ServiceTest
class DeliveryTests {

    static final String PUSHED = "{\"sendno\":\"1\",\"msg_id\":\"1\"}";

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final String phone = Outside.newPhone();
    final AlertOf alert = AlertOf.elder(elder);

    Stored stored;

    @BeforeEach
    void everybodyIsThere(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child).phone(phone));
        Outside.elder(elder, null);
        stored.haveDevice(elder);
    }

    @Test
    void isStoredAsSendingBeforeTheVendorIsCalled() {

        Outside.answer(Outside.WECHAT_SEND, Outside.json("{\"errcode\":0}").withFixedDelay(3_000));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sending"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aVendorInTroubleGetsTheMessageWhenItRecovers(int status) {

        failingOnce(Outside.WECHAT_SEND, "openid-" + child, status, "{\"errcode\":0}");

        alert.raised("warning");

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).hasSize(1).allMatch(it -> it.startsWith("wechat sent")));
        assertThat(wechat()).hasSize(2);
    }

    @Test
    void aWarningThatMayHaveArrivedIsNotRepeated() {

        Outside.answer(Outside.WECHAT_SEND, Outside.json("{\"errcode\":0}").withFixedDelay(60_000));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat unknown timeout"));
        await().untilAsserted(() -> assertThat(wechat()).hasSize(1));
    }

    @Test
    void aCriticalOneThatMayHaveArrivedIsRepeatedOnce() {

        Outside.answer(Outside.WECHAT_SEND, aResponse().withFault(Fault.EMPTY_RESPONSE));

        alert.raised("critical");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat unknown connection_lost"));
        assertThat(wechat()).hasSize(2);
    }

    @Test
    void aPushThatMayHaveArrivedIsRepeatedUnderTheSameCid() {

        failingOnce(Outside.PUSH, alert.id().toString(), 503, PUSHED);

        alert.raised("warning");

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(elder)).hasSize(1).allMatch(it -> it.startsWith("push sent")));
        var tries = Outside.askedOf(Outside.PUSH, alert.id().toString());
        assertThat(tries).hasSize(2);
        assertThat(tries.stream()
                        .map(it -> Outside.body(it).path("cid").asString())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aPushToNoDeviceTheVendorKnowsIsNoError() {

        Outside.answer(
                Outside.PUSH,
                Outside.json("{\"error\":{\"code\":1011,\"message\":\"cannot find user by this audience\"}}")
                        .withStatus(400));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push skipped 1011"));
    }

    @Test
    void aPushTheVendorNeverTakesIsNotRepeated() {

        Outside.answer(
                Outside.PUSH,
                Outside.json("{\"error\":{\"code\":1003,\"message\":\"bad\"}}").withStatus(400));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push failed code_1003"));
        assertThat(Outside.askedOf(Outside.PUSH, alert.id().toString())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"isv.BUSINESS_LIMIT_CONTROL", "isv.MOBILE_NUMBER_ILLEGAL", "isv.AMOUNT_NOT_ENOUGH"})
    void aShortMessageTheVendorRefusesIsNotRepeated(String code) {

        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(43101));
        Outside.answer(Outside.SMS, Outside.aliyunSays(code));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped 43101", "sms failed " + code));
        assertThat(sms()).hasSize(1);
    }

    @Test
    void anExpiredTokenOfWeChatIsRenewedOnceAndTheMessageRepeatedOnce() {

        AlertOf.elder(elder).raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        var fetched = Outside.askedOf(Outside.WECHAT_TOKEN, "client_credential").size();
        Outside.answer(Outside.WECHAT_SEND, "openid-" + child, Outside.wechatSays(42001), Outside.wechatSays(0));

        alert.raised("warning");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent", "wechat sent"));
        assertThat(wechat()).hasSize(3);
        assertThat(Outside.askedOf(Outside.WECHAT_TOKEN, "client_credential")).hasSize(fetched + 1);
    }

    @Test
    void aConsentThatWasNotUsedIsGivenBack() {

        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', 3, now())",
                child);
        failingOnce(Outside.WECHAT_SEND, "openid-" + child, 500, "{\"errcode\":0}");

        alert.raised("warning");

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(child)).hasSize(1).allMatch(it -> it.startsWith("wechat sent")));
        assertThat(stored.all(Integer.class, "select remaining from wechat_consents where child_id = ?", child))
                .containsExactly(2);
    }

    @Test
    void aConsentThatMayHaveBeenUsedIsNotGivenBack() {

        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', 3, now())",
                child);
        Outside.answer(Outside.WECHAT_SEND, aResponse().withFault(Fault.EMPTY_RESPONSE));

        alert.raised("warning");

        await().untilAsserted(
                        () -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat unknown connection_lost"));
        assertThat(stored.all(Integer.class, "select remaining from wechat_consents where child_id = ?", child))
                .containsExactly(2);
    }

    @Test
    void howLongItTookToTheVendorIsMeasured(@Autowired MeterRegistry meters) {

        alert.raised("warning");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));

        var time = meters.get("notification.delivery.time")
                .tag("channel", "wechat")
                .timer()
                .takeSnapshot();
        assertThat(time.count()).isPositive();
        assertThat(time.histogramCounts()).isNotEmpty();
    }

    @Test
    void oneChannelDownDelaysNoOther() {

        Outside.answer(Outside.PUSH, Outside.json(PUSHED).withFixedDelay(10_000));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).containsExactly("push sending"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("wechat sent"));
        assertThat(stored.deliveriesTo(elder)).containsExactly("push sending");
    }

    private static void failingOnce(String path, String saying, int status, String thenBody) {
        Outside.answer(path, saying, Outside.json("<html>down</html>").withStatus(status), Outside.json(thenBody));
    }

    private List<LoggedRequest> wechat() {
        return Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child);
    }

    private List<LoggedRequest> sms() {
        return Outside.askedOf(Outside.SMS, phone);
    }
}
