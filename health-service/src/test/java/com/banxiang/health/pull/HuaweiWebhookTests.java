package com.banxiang.health.pull;

import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.pull.Account.heartRate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.health.Elder;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Huawei says that there is something new. */
@ServiceTest
class HuaweiWebhookTests {

    private static final String WEBHOOK = "/api/v1/webhooks/devices/huawei";
    private static final String TYPE = "SAMPLE_POINT_EVENT$UPDATE";
    private static final String TIME = "1767254400000";

    @Autowired
    WebTestClient client;

    Elder elder;
    Account account;

    @BeforeEach
    void link(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
        account = new Account(client);
        account.linkedTo(elder);
        await().until(() -> grants("pulled_at is not null and lease is null") == 1);
        quietSince("1 minute");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNewIsFetchedAtOnce(boolean hex) {

        account.measured(heartRate(70, Instant.now()));

        var mac = mac(account.openId());
        var signature =
                hex ? HexFormat.of().formatHex(mac) : Base64.getEncoder().encodeToString(mac);
        notify(body(account.openId()), signature)
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();

        await().until(() -> elder.count("health_records") == 1);
    }

    @Test
    void theSameAgainWaitsAMinute() {

        var asked = account.askedForSamples().size();

        AtOnce.by(
                10,
                () -> notify(body(account.openId()), signed()).expectStatus().isNoContent());
        await().until(() -> account.askedForSamples().size() > asked && grants("lease is null") == 1);
        notify(body(account.openId()), signed()).expectStatus().isNoContent();

        assertThat(account.askedForSamples()).hasSize(asked + 1);
        assertThat(grants("due_at between now() + interval '50 seconds' and now() + interval '1 minute'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "w5VodR35V2tIMNENaETpeqA51vvIgDt/xmbmOvVwedY="})
    void aWrongSignatureIsRefusedAndNothingFetched(String signature) {

        assertThat(refusal(notify(body(account.openId()), signature), 401)).isEqualTo("BAD_SIGNATURE");
        assertThat(grants("due_at > now() + interval '25 minutes'")).isEqualTo(1);
    }

    @Test
    void noSignatureIsNoGoodOne() {
        assertThat(refusal(
                        client.post()
                                .uri(WEBHOOK)
                                .header("Content-Type", "application/json")
                                .bodyValue(body(account.openId()))
                                .exchange(),
                        401))
                .isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void aSignatureOfAnotherPersonIsRefused() {
        assertThat(refusal(notify(body("MDFAMTIzNDU2Nzg5_openid"), signed()), 401))
                .isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void whoeverIsNotLinkedIsAnsweredTheSame() {

        var stranger = new Account(client);
        var signature = Base64.getEncoder().encodeToString(mac(stranger.openId()));

        notify(body(stranger.openId()), signature).expectStatus().isNoContent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "7", "null", "{}", "{\"openId\": 1.5, \"eventType\": \"x\", \"eventTime\": 1}"})
    void whatIsNoNotificationIsRefused(String body) {
        assertThat(refusal(notify(body, "x"), 400)).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void bodyOver64KiBIsTooLarge() {
        assertThat(refusal(notify(body(account.openId()) + " ".repeat(65 * 1024), signed()), 413))
                .isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void nothingElseItSaysIsBelieved() {

        var asked = account.askedForSamples().size();
        var body = body(account.openId()).replace("}", ", \"startTime\": 1, \"heartRate\": 250}");

        notify(body, signed()).expectStatus().isNoContent();

        await().until(() -> account.askedForSamples().size() > asked);
        assertThat(elder.count("health_records")).isZero();
    }

    private ResponseSpec notify(String body, String signature) {
        return client.post()
                .uri(WEBHOOK)
                .header("Content-Type", "application/json")
                .header("x-notification-signature", signature)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    private static String body(String openId) {
        return "{\"openId\": \"%s\", \"eventType\": \"%s\", \"eventTime\": %s}".formatted(openId, TYPE, TIME);
    }

    private String signed() {
        return Base64.getEncoder().encodeToString(mac(account.openId()));
    }

    private static byte[] mac(String openId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode("EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8="), "HmacSHA256"));
            return mac.doFinal("%s_%s_%s".formatted(openId, TYPE, TIME).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private long grants(String condition) {
        return elder.tables()
                .count("select count(*) from device_grants where user_id = ? and " + condition, elder.id());
    }

    private void quietSince(String interval) {
        elder.tables()
                .change(
                        "update device_grants set pulled_at = pulled_at - ?::interval where user_id = ?",
                        interval,
                        elder.id());
    }
}
