package com.banxiang.notification.receipt;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Vendor;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What vendors say later of the messages they took. */
@ServiceTest
class ReceiptTests {

    static final String REPORT = "/vendors/jpush/report/v3/received/detail";

    final UUID elder = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final String phone = Outside.newPhone();
    final String bizId = "9006" + ThreadLocalRandom.current().nextInt(1_000_000_000) + "^0";

    @Autowired
    Receipts receipts;

    @Autowired
    MeterRegistry meters;

    Stored stored;

    @BeforeEach
    void everybodyIsThere(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
        Outside.familyOf(elder, Child.of(child).phone(phone));
        Outside.elder(elder, null);
    }

    @Test
    void aShortMessageThatArrivedIsDelivered() {

        aliyunKnows(3, "DELIVERED");
        var before = count("sms", "delivered");

        var id = sent(child, "sms", bizId, Duration.ofHours(2));

        await().untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("delivered"));
        assertThat(stored.count(
                        "select count(*) from deliveries where id = ? and receipt_at is not null and receipt_due_at is"
                                + " null",
                        id))
                .isEqualTo(1);
        assertThat(count("sms", "delivered")).isEqualTo(before + 1);
        var question = questions().getFirst();
        assertThat(question.getHeader("Authorization")).startsWith("ACS3-HMAC-SHA256 Credential=testAccessKeyId");
        assertThat(question.getQueryParams().get("BizId").firstValue()).isEqualTo(bizId);
        assertThat(question.getQueryParams().get("SendDate").firstValue()).matches("20\\d{6}");
        assertThat(questions()).hasSize(1);
    }

    @Test
    void aShortMessageThatDidNotArriveFailedAndSaysWhy() {

        aliyunKnows(2, "UNDELIV");

        var id = sent(child, "sms", bizId, Duration.ofHours(2));

        await().untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("failed carrier_UNDELIV"));
    }

    @Test
    void nothingButACodeBecomesAReason() {

        aliyunKnows(2, "no " + phone);

        var id = sent(child, "sms", bizId, Duration.ofHours(2));

        await().untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("failed carrier"));
    }

    @Test
    void aShortMessageStillUnderWayIsAskedForAgainLater() {

        aliyunKnows(1, "");

        var id = sent(child, "sms", bizId, Duration.ofHours(2));

        await().untilAsserted(() -> assertThat(questions()).hasSize(1));
        await().untilAsserted(() -> assertThat(stored.one(
                        Boolean.class,
                        "select receipt_due_at > now() + interval '29 minutes' from deliveries where id = ?",
                        id))
                .isTrue());
        assertThat(stateOf(id)).isEqualTo("sent");

        aliyunKnows(3, "DELIVERED");
        stored.change("update deliveries set receipt_due_at = now() where id = ?", id);

        await().untilAsserted(() -> assertThat(stateOf(id)).isEqualTo("delivered"));
    }

    @Test
    void aVendorInTroubleIsAskedAgain() {

        aliyunSays(Outside.json("<html>down</html>").withStatus(503));

        var id = sent(child, "sms", bizId, Duration.ofHours(2));

        await().untilAsserted(() -> assertThat(questions()).isNotEmpty());
        await().untilAsserted(() -> assertThat(
                        stored.one(Boolean.class, "select receipt_due_at > now() from deliveries where id = ?", id))
                .isTrue());
        assertThat(stateOf(id)).isEqualTo("sent");
    }

    @Test
    void whatIsTooOldIsNotAskedForAnyMore() {

        aliyunKnows(3, "DELIVERED");

        var id = sent(child, "sms", bizId, Duration.ofHours(73));

        await().untilAsserted(() -> assertThat(
                        stored.count("select count(*) from deliveries where id = ? and receipt_due_at is null", id))
                .isEqualTo(1));
        assertThat(stateOf(id)).isEqualTo("sent");
        assertThat(questions()).isEmpty();
    }

    @Test
    void anAlertWhoseMessageDidNotArriveGoesOnToTheNextAtOnce() {

        var contact = Outside.newPhone();
        var alert = AlertOf.elder(elder);
        Outside.elder(elder, contact);
        aliyunKnows(2, "UNDELIV");
        alert.raised("critical");
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("wechat sent"));
        stored.timePasses(alert.id(), Duration.ofMinutes(5));
        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("sms sent"));
        assertThat(stored.stepsOf(alert.id())).contains("2 waiting");

        stored.change(
                "update deliveries set receipt_due_at = now() - interval '2 hours' where alert_id = ? and channel ="
                        + " 'sms'",
                alert.id());

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(elder)).contains("sms sent"));
        assertThat(stored.deliveriesTo(child)).contains("sms failed carrier_UNDELIV");
        assertThat(stored.stepsOf(alert.id())).containsExactly("0 told", "1 told", "2 told", "3 waiting");
    }

    @Test
    void manyPushesAreAskedForAtOnceAndThoseThatArrivedAreDelivered() {

        Outside.answer(REPORT, Outside.json("""
            [{"msg_id": "77001", "jpush_received": 1, "ios_apns_sent": null},
             {"msg_id": "77002", "jpush_received": null, "ios_apns_sent": 1, "ios_apns_received": 0},
             {"msg_id": 77003, "android_pns_received": 2}]\
            """));

        var ids = List.of(
                sent(elder, "push", "77001", Duration.ofHours(2)),
                sent(elder, "push", "77002", Duration.ofHours(2)),
                sent(elder, "push", "77003", Duration.ofHours(2)));

        await().untilAsserted(() ->
                assertThat(ids.stream().map(this::stateOf)).containsExactly("delivered", "sent", "delivered"));
        assertThat(stored.one(Boolean.class, "select receipt_due_at > now() from deliveries where id = ?", ids.get(1)))
                .isTrue();
    }

    @Test
    void aMessageIsNotAskedForRightAway() {

        aliyunKnows(3, "DELIVERED");
        var alert = AlertOf.elder(elder);
        stored.change(
                "insert into wechat_consents values (?, 'TPL_HEALTH_ALERT_000000000000000000000000001', 0, now())",
                child);

        alert.raised("warning");

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).contains("sms sent"));
        assertThat(stored.count(
                        "select count(*) from deliveries where recipient_id = ? and channel = 'sms' and receipt_due_at"
                                + " is not null",
                        child))
                .isEqualTo(1);
        assertThat(questions()).isEmpty();
    }

    @Test
    void twoInstancesNeverAskForOneMessage() {

        var soon = Instant.now().plus(Duration.ofHours(10));
        var ids = Stream.generate(() -> sent(child, "sms", bizId, Duration.ofMinutes(1)))
                .limit(12)
                .toList();
        stored.change("update deliveries set receipt_due_at = now() + interval '9 hours' where id = any(?)", (Object)
                ids.toArray(UUID[]::new));

        var claimed = Flux.range(0, 8)
                .flatMap(_ -> receipts.claim(Kind.SMS, 5, soon, soon, soon.plusSeconds(3_600)), 8)
                .map(ReceiptSource.Taken::id)
                .filter(ids::contains)
                .collectList()
                .block();

        assertThat(claimed).hasSize(12);
        assertThat(new HashSet<>(claimed)).hasSize(12);
    }

    @Test
    void whatIsSettledIsNotSettledAgain() {

        var id = sent(child, "sms", bizId, Duration.ofMinutes(1));
        var soon = Instant.now().plus(Duration.ofHours(10));
        stored.change("update deliveries set receipt_due_at = now() + interval '9 hours' where id = ?", id);
        var taken = receipts.claim(Kind.SMS, 1_000, soon, soon, soon.plusSeconds(3_600))
                .filter(it -> it.id().equals(id))
                .blockLast();

        assertThat(taken).isNotNull();
        assertThat(receipts.failed(taken, "carrier", soon).block()).isTrue();
        assertThat(receipts.delivered(taken, soon).block()).isFalse();
        assertThat(receipts.failed(taken, "carrier", soon).block()).isFalse();
        assertThat(stateOf(id)).isEqualTo("failed carrier");
    }

    private UUID sent(UUID reader, String channel, String vendorId, Duration ago) {

        var id = UUID.randomUUID();
        stored.change(
                """
                insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, template, params, about_id,
                                        critical, state, vendor_id, occurred_at, created_at, due_at, finished_at,
                                        receipt_due_at)
                select ?, ?, ?, ?, ?, 'alert_family', '{}', ?, false, 'sent', ?, at, at, at, at, at
                  from (select now() - make_interval(secs => ?) as at) taken
                """,
                id,
                UUID.randomUUID(),
                reader.equals(child) ? "child" : "user",
                reader,
                channel,
                elder,
                vendorId,
                (double) ago.toSeconds());
        return id;
    }

    private String stateOf(UUID id) {
        return stored.one(String.class, "select concat_ws(' ', state, reason) from deliveries where id = ?", id);
    }

    private void aliyunKnows(int status, String errCode) {
        aliyunSays(Outside.json("""
            {"Code": "OK", "Message": "OK", "TotalCount": 1, "SmsSendDetailDTOs": {"SmsSendDetailDTO": [
                {"PhoneNum": "%s", "SendStatus": %d, "ErrCode": "%s", "TemplateCode": "SMS_100000002"}]}}\
            """.formatted(phone, status, errCode)));
    }

    private void aliyunSays(ResponseDefinitionBuilder answer) {
        Vendor.server()
                .stubFor(any(urlPathEqualTo(Outside.SMS))
                        .atPriority(1)
                        .withHeader("x-acs-action", equalTo("QuerySendDetails"))
                        .withQueryParam("PhoneNumber", equalTo(phone))
                        .willReturn(answer));
    }

    private List<LoggedRequest> questions() {
        return Outside.askedOf(Outside.SMS, "PhoneNumber=" + phone);
    }

    private double count(String channel, String outcome) {
        var counter = meters.find("notification.receipt")
                .tags("channel", channel, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
