package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.SignedCall.sendSms;

import com.banxiang.sandbox.SandboxTest;
import com.banxiang.sandbox.SettableClock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@SandboxTest
class QuerySendDetailsTests {

    static final String FIRST = "$.SmsSendDetailDTOs.SmsSendDetailDTO[0].";

    @Autowired
    WebTestClient client;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    @Test
    void aMessageWaitsAndIsThenDelivered() {

        send("13900030001");

        details("13900030001", Map.of())
                .jsonPath("$.TotalCount")
                .isEqualTo(1)
                .jsonPath(FIRST + "SendStatus")
                .isEqualTo(1)
                .jsonPath(FIRST + "OutId")
                .isEqualTo("otp:42")
                .jsonPath(FIRST + "ReceiveDate")
                .doesNotExist();
        clock.forward(Duration.ofSeconds(2));
        details("13900030001", Map.of())
                .jsonPath(FIRST + "SendStatus")
                .isEqualTo(3)
                .jsonPath(FIRST + "ErrCode")
                .isEqualTo("DELIVERED")
                .jsonPath(FIRST + "PhoneNum")
                .isEqualTo("13900030001")
                .jsonPath(FIRST + "ReceiveDate")
                .isNotEmpty();
    }

    @Test
    void oneNumberNeverGetsItsMessage() {

        send("13800000005");
        clock.forward(Duration.ofSeconds(2));

        details("13800000005", Map.of()).jsonPath(FIRST + "SendStatus").isEqualTo(2);
    }

    @Test
    void pagesThroughTheMessagesOfADay() {

        send("13900030002");
        send("13900030002");
        send("13900030002");

        details("13900030002", Map.of("PageSize", "2", "CurrentPage", "2"))
                .jsonPath("$.TotalCount")
                .isEqualTo(3)
                .jsonPath("$.SmsSendDetailDTOs.SmsSendDetailDTO.length()")
                .isEqualTo(1);
    }

    @Test
    void findsTheMessagesOfOneCall() {

        send("13900030003");
        details("13900030003", Map.of("BizId", "1^0")).jsonPath("$.TotalCount").isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "PageSize, 0",
        "PageSize, 51",
        "PageSize, x",
        "CurrentPage, 0",
        "SendDate, 2026-01-01",
        "SendDate, 20200101"
    })
    void refusesParametersOutOfTheirRange(String parameter, String value) {
        details("13900030004", Map.of(parameter, value)).jsonPath("$.Code").isEqualTo("isv.INVALID_PARAMETERS");
    }

    private void send(String phone) {
        sendSms(phone, clock.instant())
                .with("OutId", "otp:42")
                .send(client, port)
                .expectStatus()
                .isOk();
    }

    private BodyContentSpec details(String phone, Map<String, String> others) {

        var today = DateTimeFormatter.BASIC_ISO_DATE.format(
                clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate());
        return new SignedCall("QuerySendDetails", clock.instant())
                .with("PhoneNumber", phone)
                .with("SendDate", today)
                .with("PageSize", "10")
                .with("CurrentPage", "1")
                .withParameters(others)
                .send(client, port)
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
