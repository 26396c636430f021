package com.banxiang.user.login;

import static com.banxiang.user.Client.expectRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class LogInTests {

    @Autowired
    WebTestClient http;

    Client client;

    @BeforeEach
    void client() {
        client = new Client(http);
    }

    @Test
    void registersOnTheFirstVisitAndSaysSo() {

        var elder = client.signIn();

        assertThat(elder.answer().path("isNewUser").asBoolean()).isTrue();
        assertThat(elder.answer().path("expiresIn").asInt()).isEqualTo(1800);
        var event = RecordedEvents.of("user-registered").await(elder.id().toString());
        EventContract.of("user-registered").verify(event.value());
        expectRefusal(client.login(elder.phone(), "000000"), 401, "INVALID_CODE");
    }
}
