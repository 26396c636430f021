package com.banxiang.user.login;

import static com.banxiang.user.Client.codeSentTo;
import static com.banxiang.user.Client.messagesAreSent;
import static com.banxiang.user.Client.newAddress;
import static com.banxiang.user.Client.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What counts, and what stays good, where a message is refused, lost or late. */
@ServiceTest
class SendCodeTroubleTests extends SendCodeScene {

    @Test
    void vendorsFlowControlIsTheSameRefusalWithAMinute() {

        client.sendCode(phone).expect(200);
        var code = codeSentTo(phone);
        flowControlled();

        assertThat(refused(client.sendCode(phone))).isEqualTo(60);

        client.login(phone, code).expect(200);
    }

    @Test
    void flowControlThatDoesNotSayHowLongIsAMinuteToo() {

        NOTIFICATIONS.refuses("POST", SMS, 429, "SMS_RATE_LIMITED");

        assertThat(refused(client.sendCode(phone))).isEqualTo(60);
    }

    @Test
    void whatTheVendorRefusedCountsForTheAddressOnly() {

        var address = newAddress();
        flowControlled();
        for (var i = 0; i < 4; i++) {
            assertThat(refused(client.sendCode(phone, address))).isEqualTo(60);
        }

        messagesAreSent();
        client.sendCode(phone, address).expect(200);
        assertThat(stored.count("select count(*) from login_codes where asked_from = ?", codes.addressOf(address)))
                .isEqualTo(5);
    }

    @Test
    void addressThatHasCodesRefusedAllTheTimeWaitsToo() {

        var address = newAddress();
        flowControlled();
        for (var i = 0; i < 20; i++) {
            assertThat(refused(client.sendCode(newPhone(), address))).isEqualTo(60);
        }
        messagesAreSent();

        assertThat(refused(client.sendCode(phone, address))).isBetween(3500L, 3600L);
    }

    @Test
    void whileMessagesCannotBeSentNothingIsCountedOrChanged() {

        client.sendCode(phone).expect(200);
        var code = codeSentTo(phone);

        NOTIFICATIONS.refuses("POST", SMS, 503, "UPSTREAM_UNAVAILABLE");
        for (var i = 0; i < 4; i++) {
            client.sendCode(phone).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        }

        assertThat(codesOf(phone)).isOne();
        client.login(phone, code).expect(200);
    }

    @Test
    void neighbourThatRefusesOtherwiseIsAFaultOfOurs() {

        NOTIFICATIONS.refuses("POST", SMS, 400, "VALIDATION_FAILED");

        client.sendCode(phone).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        assertThat(codesOf(phone)).isZero();
    }

    @Test
    void whatMayHaveBeenSentIsCountedAndGood() {

        NOTIFICATIONS.hangs("POST", SMS, Duration.ofSeconds(60));
        client.sendCode(phone).expectRefusal(504, "UPSTREAM_TIMEOUT");

        assertThat(codesOf(phone)).isOne();
        client.login(phone, codeSentTo(phone)).expect(200);
    }
}
