package com.banxiang.user.login;

import static com.banxiang.user.Client.messagesAreSent;
import static com.banxiang.user.Client.newPhone;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Vendor;
import com.banxiang.user.Client;
import com.banxiang.user.Stored;
import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Somebody who asks for codes by SMS, and whom nobody else asks for. */
abstract class SendCodeScene {

    static final String SEND = "/api/v1/auth/send-code";
    static final String SMS = "/internal/sms";
    static final NeighbourStub NOTIFICATIONS = NeighbourStub.of("notification-service");

    final String phone = newPhone();

    Client client;
    Stored stored;

    @Autowired
    LoginCodes codes;

    @BeforeEach
    void client(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        messagesAreSent();
    }

    void sent(int times) {
        for (var i = 0; i < times; i++) {
            client.sendCode(phone).expect(200);
        }
    }

    static long refused(Answer answer) {
        return answer.expectRefusal(429, "SMS_RATE_LIMITED").retryAfter();
    }

    static void flowControlled() {
        Vendor.server()
                .stubFor(WireMock.post(WireMock.urlEqualTo("/neighbours/notification-service" + SMS))
                        .willReturn(WireMock.aResponse()
                                .withStatus(429)
                                .withHeader("Content-Type", "application/json")
                                .withHeader("Retry-After", "60")
                                .withBody("""
                                    {"success":false,"code":429,"message":"","error":{"code":"SMS_RATE_LIMITED","message":""}}\
                                    """)));
    }

    void older(String whose, String by) {
        stored.change(
                "update login_codes set created_at = created_at - cast(? as interval) where phone_index = ?",
                by,
                codes.indexOf(whose));
    }

    long codesOf(String whose) {
        return stored.count("select count(*) from login_codes where phone_index = ?", codes.indexOf(whose));
    }
}
