package com.banxiang.user.login;

import static com.banxiang.user.Client.messagesTo;
import static com.banxiang.user.Client.newAddress;
import static com.banxiang.user.Client.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.login.CodeMessages.Delivery;
import com.banxiang.user.login.LoginSettings.Quota;
import com.banxiang.user.login.SendDecision.Granted;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How many codes a phone, an address and the fleet get. */
@ServiceTest
class SendCodeLimitTests extends SendCodeScene {

    @Test
    void fourthWithinFiveMinutesWaits() {

        sent(3);

        assertThat(refused(client.sendCode(phone))).isBetween(200L, 300L);
        assertThat(messagesTo(phone)).hasSize(3);

        older(phone, "5 minutes");
        client.sendCode(phone).expect(200);
    }

    @Test
    void sixthWithinAnHourWaits() {

        sent(3);
        older(phone, "10 minutes");
        sent(2);
        older(phone, "10 minutes");

        assertThat(refused(client.sendCode(phone))).isBetween(2300L, 2400L);

        older(phone, "40 minutes");
        client.sendCode(phone).expect(200);
    }

    @Test
    void eleventhWithinADayWaits() {

        sent(3);
        older(phone, "2 hours");
        sent(3);
        older(phone, "2 hours");
        sent(3);
        older(phone, "2 hours");
        sent(1);

        assertThat(refused(client.sendCode(phone))).isBetween(64_700L, 64_800L);

        older(phone, "18 hours");
        client.sendCode(phone).expect(200);
    }

    @Test
    void limitsOfAPhoneCountCodesForEveryPurpose() {

        sent(2);
        client.post(SEND, null, Map.of("phone", phone, "purpose", "erase")).expect(200);

        refused(client.sendCode(phone));
        refused(client.post("/api/v1/auth/sms-code", null, Map.of("phone", phone)));
    }

    @Test
    void twentyFirstFromOneAddressWithinAnHourWaits() {

        var address = newAddress();
        for (var i = 0; i < 20; i++) {
            client.sendCode(newPhone(), address).expect(200);
        }

        assertThat(refused(client.sendCode(phone, address))).isBetween(3500L, 3600L);
        client.sendCode(phone, newAddress()).expect(200);
        assertThat(messagesTo(phone)).hasSize(1);
    }

    @Test
    void twentyAtOnceForOnePhoneSendThree() {

        var answers = AtOnce.by(20, () -> client.sendCode(phone));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(3);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(17);
        assertThat(messagesTo(phone)).hasSize(3);
    }

    @Test
    void thirtyAtOnceFromOneAddressSendTwenty() {

        var address = newAddress();

        var answers = AtOnce.by(30, () -> client.sendCode(newPhone(), address));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(20);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(10);
    }

    @Test
    void fleetSendsNoMoreThanItsBreakerAllows(
            @Autowired TransactionalOperator transaction,
            @Autowired IdGenerator ids,
            @Autowired Clock clock,
            @Autowired LoginMeters meters) {

        stored.codesWereLongAgo();
        var settings = new LoginSettings(
                "login_code",
                "erase_code",
                List.of(new Quota(3, Duration.ofMinutes(5))),
                new Quota(20, Duration.ofHours(1)),
                new Quota(7, Duration.ofMinutes(1)),
                Duration.ofSeconds(3),
                5);
        CodeMessages messages = (_, _, _, _) -> Mono.just(new Delivery.Accepted());
        var sendCode = new SendCode(codes, messages, settings, meters, transaction, ids, clock);

        var decisions = Flux.fromStream(IntStream.range(0, 20).boxed())
                .flatMap(_ -> sendCode.handle(new SendCode.Command(newPhone(), Purpose.LOGIN, newAddress())), 20)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(decisions).filteredOn(Granted.class::isInstance).hasSize(7);
        assertThat(decisions).filteredOn(SendDecision.Refused.class::isInstance).hasSize(13);
    }
}
