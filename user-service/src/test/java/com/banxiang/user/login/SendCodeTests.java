package com.banxiang.user.login;

import static com.banxiang.user.Client.codeSentTo;
import static com.banxiang.user.Client.messagesTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A code is sent to whoever asks, known or not. */
@ServiceTest
class SendCodeTests extends SendCodeScene {

    @Test
    void sendsSixDigitsThatAreGoodForFiveMinutes() {

        var answer = client.sendCode(phone).expect(200);

        assertThat(answer.data().path("expiresIn").asInt()).isEqualTo(300);
        assertThat(answer.text()).doesNotContain(codeSentTo(phone));
        assertThat(codeSentTo(phone)).matches("\\d{6}");
        var message = messagesTo(phone).getFirst();
        assertThat(message.path("template").asString()).isEqualTo("login_code");
        assertThat(UUID.fromString(message.path("requestId").asString())).isNotNull();
        client.login(phone, codeSentTo(phone)).expect(200);
    }

    @Test
    void otherNameOfTheCallSendsTheSame() {

        client.post("/api/v1/auth/sms-code", null, Map.of("phone", phone, "scene", "login"))
                .expect(200);

        client.login(phone, codeSentTo(phone)).expect(200);
    }

    @Test
    void codeForErasingDoesNotLetAnybodyIn() {

        client.post(SEND, null, Map.of("phone", phone, "purpose", "erase")).expect(200);

        assertThat(messagesTo(phone).getFirst().path("template").asString()).isEqualTo("erase_code");
        client.login(phone, codeSentTo(phone)).expectRefusal(401, "INVALID_CODE");
    }

    @Test
    void codeForErasingLeavesTheOneForLoggingInAlone() {

        client.sendCode(phone).expect(200);
        var code = codeSentTo(phone);
        client.post(SEND, null, Map.of("phone", phone, "purpose", "erase")).expect(200);

        client.login(phone, code).expect(200);
    }

    @Test
    void answersTheSameWhetherThePhoneIsRegistered() {

        var registered = client.signIn().phone();
        stored.codesWereLongAgo();

        var known = client.sendCode(registered);
        var unknown = client.sendCode(phone);

        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.data()).isEqualTo(unknown.data());
    }

    @Test
    void looksAtNoAccountAtAll() {

        // Whoever holds every account would hold up a call that looks at one, and so tell by its time.
        stored.change("alter table users rename to users_out_of_reach");
        try {
            client.sendCode(phone).expect(200);
            client.login(phone, Client.notThe(codeSentTo(phone))).expectRefusal(401, "INVALID_CODE");
        } finally {
            stored.change("alter table users_out_of_reach rename to users");
        }
    }

    @Test
    void readsCarefully() {

        for (var wrong : List.of("", "1380013800", "138001380000", "23800138000", "+8613800138000", "1380013800O")) {
            client.post(SEND, null, Map.of("phone", wrong)).expectInvalid("phone");
        }
        client.post(SEND, null, Map.of("phone", 13800138000L)).expectMalformed("phone");
        client.post(SEND, null, Map.of("phone", phone, "purpose", "robbery")).expectMalformed("purpose");
        client.post(SEND, null, "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(SEND, null, "[".repeat(100_000)).expectRefusal(400, "MALFORMED_REQUEST");
        client.get(SEND, null).expectRefusal(405, "METHOD_NOT_ALLOWED");
        client.post(SEND, "nonsense", Map.of("phone", phone)).expect(200);
        assertThat(messagesTo(phone)).hasSize(1);
    }

    @Test
    void oldCodesAreForgotten(@Autowired ForgetOldCodes forgetOldCodes) {

        client.sendCode(phone).expect(200);
        older(phone, "47 hours");
        forgetOldCodes.handle().block();
        assertThat(codesOf(phone)).isOne();

        older(phone, "1 hour");
        forgetOldCodes.handle().block();
        assertThat(codesOf(phone)).isZero();
    }
}
