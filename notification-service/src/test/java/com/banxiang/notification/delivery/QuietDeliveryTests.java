package com.banxiang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Happenings;
import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Happenings.Bond;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What waits for the end of somebody's quiet hours, what does not, and what they don't want at all. */
@ServiceTest
class QuietDeliveryTests {

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
    void whatDoesNotPressWaitsAndGoesWhenTheyEnd() {

        quiet(false);

        Happenings.publish("device-silent", elder, "/health-service", Happenings.silence(elder, Instant.now()));

        awaitDeliveries("push pending quiet_hours", elder);
        awaitDeliveries("wechat pending quiet_hours", child);
        assertThat(stored.inboxOf(elder)).containsExactly("device_silent");
        assertThat(stored.inboxOf(child)).containsExactly("device_silent_family");
        assertThat(pushes()).isZero();
        assertThat(wechat()).isZero();
        assertThat(hoursUntilDue(elder)).isBetween(1.9, 2.1);

        stored.quietEndsFor(elder);
        stored.quietEndsFor(child);

        awaitDeliveries("push sent", elder);
        awaitDeliveries("wechat sent", child);
        assertThat(pushes()).isEqualTo(1);
        assertThat(wechat()).isEqualTo(1);
    }

    /** The text of health as well: only how hard it presses counts. */
    @Test
    void healthThatIsNoAlertWaitsToo() {

        quiet(false);

        unreliable();

        awaitDeliveries("push pending quiet_hours", elder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warning", "critical"})
    void anAlertWaitsForNobodysSleep(String severity) {

        quiet(false);

        alert.raised(severity);

        awaitDeliveries("push sent", elder);
        awaitDeliveries("wechat sent", child);
    }

    @Test
    void aWarningWaitsWhereItsReaderSaidSoAndACriticalOneDoesNot() {

        quiet(true);

        alert.raised("warning");
        awaitDeliveries("push pending quiet_hours", elder);
        awaitDeliveries("wechat pending quiet_hours", child);

        alert.raised("critical", 2, false, Instant.now());
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder))
                .containsExactlyInAnyOrder("push pending quiet_hours", "push sent"));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat pending quiet_hours", "wechat sent"));
    }

    @Test
    void aLateCriticalOneDoesNotWaitEither() {

        quiet(true);

        alert.raised("critical", 1, true, Instant.now().minus(Duration.ofHours(3)));

        awaitDeliveries("push sent", elder);
    }

    @Test
    void onesOwnWarningsAreHeldAndNotAnothers() {

        stored.isQuietFor("child", child, true);

        alert.raised("warning");

        awaitDeliveries("push sent", elder);
        awaitDeliveries("wechat pending quiet_hours", child);
    }

    @Test
    void whatIsOverWhenTheyEndIsDropped() {

        quiet(true);
        alert.raised("warning");
        awaitDeliveries("push pending quiet_hours", elder);
        awaitDeliveries("wechat pending quiet_hours", child);

        alert.closed("recovered");
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).contains("closed_family"));
        stored.quietEndsFor(elder);
        stored.quietEndsFor(child);

        awaitDeliveries("push skipped alert_closed", elder);
        awaitDeliveries("wechat skipped alert_closed", child);
        assertThat(pushes()).isZero();
        assertThat(wechat()).isZero();
    }

    @Test
    void whoseBondEndedMeanwhileIsNotTold() {

        quiet(true);
        alert.raised("warning");
        awaitDeliveries("wechat pending quiet_hours", child);

        Bond.of(elder, child).unlinked(1);
        await().untilAsserted(() -> assertThat(stored.inboxOf(child)).contains("family_unlinked_family"));
        NeighbourStub.of("child-service").dropsConnections("GET", Outside.bondPath(child, elder));
        stored.quietEndsFor(child);

        awaitDeliveries("wechat skipped bond_ended", child);
    }

    @Test
    void whatAnInstanceHeldWhenItDiedWaitsAndGoesAllTheSame() {

        quiet(false);
        unreliable();
        awaitDeliveries("push pending quiet_hours", elder);

        stored.quietEndsFor(elder);
        stored.change(
                "update deliveries set lease = ?, leased_until = now() + interval '1 second' where recipient_id = ?",
                UUID.randomUUID(),
                elder);

        awaitDeliveries("push sent", elder);
        assertThat(Outside.askedOf(Outside.PUSH, alias())).hasSize(1);
    }

    @Test
    void theNightIsNotCountedAgainstIt(@Autowired MeterRegistry meters) {

        quiet(false);
        unreliable();
        awaitDeliveries("push pending quiet_hours", elder);
        stored.change(
                "update deliveries set created_at = now() - interval '9 hours', occurred_at = now() - interval '9"
                        + " hours' where recipient_id = ?",
                elder);
        Outside.answer(
                Outside.PUSH,
                alias(),
                Outside.json("{}").withStatus(503),
                Outside.json("{\"sendno\":\"1\",\"msg_id\":\"1\"}"));

        stored.quietEndsFor(elder);

        await().untilAsserted(() ->
                assertThat(stored.deliveriesTo(elder)).hasSize(1).allMatch(it -> it.startsWith("push sent")));
        assertThat(time(meters).max(TimeUnit.HOURS)).isLessThan(8);
    }

    @Test
    void whoWantsNoQuietAnyMoreIsToldAtOnce(@Autowired WebTestClient http) {

        quiet(false);
        unreliable();
        awaitDeliveries("push pending quiet_hours", elder);

        change(http, "{\"quietHours\": {\"enabled\": false}}");

        awaitDeliveries("push sent", elder);
    }

    @Test
    void whoMovesTheEndOfTheNightMovesWhatWaits(@Autowired WebTestClient http) {

        quiet(false);
        unreliable();
        awaitDeliveries("push pending quiet_hours", elder);
        var inThreeHours = Instant.now().plus(Duration.ofHours(3)).atZone(ZoneId.of("Asia/Shanghai"));

        change(http, "{\"quietHours\": {\"to\": \"%tR\"}}".formatted(inThreeHours));

        await().untilAsserted(() -> assertThat(hoursUntilDue(elder)).isBetween(2.9, 3.1));
        assertThat(stored.deliveriesTo(elder)).containsExactly("push pending quiet_hours");
    }

    @Test
    void whoSwitchesTheChannelOffIsNotToldInTheMorning(@Autowired WebTestClient http) {

        quiet(false);
        unreliable();
        awaitDeliveries("push pending quiet_hours", elder);

        change(http, "{\"channels\": [{\"kind\": \"health\", \"push\": false}]}");

        awaitDeliveries("push skipped switched_off", elder);
    }

    @Test
    void aChannelThatIsSwitchedOffForThisKindIsSkipped() {

        stored.switchedOff("user", elder, "health.push");

        alert.raised("warning");
        unreliable();
        Happenings.publish("device-silent", elder, "/health-service", Happenings.silence(elder, Instant.now()));

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder))
                .containsExactlyInAnyOrder("push skipped switched_off", "push skipped switched_off", "push sent"));
        assertThat(stored.inboxOf(elder))
                .containsExactlyInAnyOrder("alert_elder", "measurement_unreliable", "device_silent");
    }

    @Test
    void whoWantsNoHealthInWeChatIsToldByShortMessage() {

        stored.switchedOff("child", child, "health.wechat");

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped switched_off", "sms sent"));
        assertThat(wechat()).isZero();
    }

    @Test
    void aShortMessageThatIsNotWantedIsNotSentInsteadOfWeChat() {

        stored.switchedOff("child", child, "health.sms");
        Outside.answer(Outside.WECHAT_SEND, Outside.wechatSays(43101));

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child))
                .containsExactlyInAnyOrder("wechat skipped 43101", "sms skipped switched_off"));
        assertThat(Outside.askedOf(Outside.SMS, phone)).isEmpty();
    }

    @Test
    void aCriticalAlertGoesByWhatIsSwitchedOff() {

        stored.switchedOff("user", elder, "health.push");
        stored.switchedOff("child", child, "health.wechat");

        alert.raised("critical");

        awaitDeliveries("push sent", elder);
        awaitDeliveries("wechat sent", child);
    }

    @Test
    void theSameIdOnTheOtherSideIsAnotherReader() {

        stored.switchedOff("child", elder, "health.push");

        alert.raised("warning");

        awaitDeliveries("push sent", elder);
    }

    private void quiet(boolean holdWarnings) {
        stored.isQuietFor("user", elder, holdWarnings);
        stored.isQuietFor("child", child, holdWarnings);
    }

    private void unreliable() {
        Happenings.publish(
                "measurement-unreliable",
                elder,
                "/health-service",
                Map.of(
                        "userId",
                        elder,
                        "type",
                        "blood_pressure",
                        "at",
                        Instant.now().toString(),
                        "version",
                        1,
                        "occurredAt",
                        Instant.now().toString()));
    }

    private void change(WebTestClient http, String preferences) {
        new Requests(http)
                .put("/api/v1/notifications/preferences", Authorization.user(elder), preferences)
                .expect(200);
    }

    private void awaitDeliveries(String only, UUID person) {
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(person)).containsExactly(only));
    }

    private double hoursUntilDue(UUID person) {
        return stored.one(
                Double.class,
                "select (extract(epoch from due_at - now()) / 3600)::float8 from deliveries where recipient_id = ?",
                person);
    }

    private static Timer time(MeterRegistry meters) {
        return meters.get("notification.delivery.time").tag("channel", "push").timer();
    }

    private String alias() {
        return "u_" + elder.toString().replace("-", "");
    }

    private int pushes() {
        return Outside.askedOf(Outside.PUSH, alias()).size();
    }

    private int wechat() {
        return Outside.askedOf(Outside.WECHAT_SEND, "openid-" + child).size();
    }
}
