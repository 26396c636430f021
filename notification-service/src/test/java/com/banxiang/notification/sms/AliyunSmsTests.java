package com.banxiang.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.vendor.Secret;
import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import com.banxiang.platform.id.TimeOrderedIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the vendor's words mean: that a message is on its way, may be, or never will. */
class AliyunSmsTests {

    final MeterRegistry meters = new SimpleMeterRegistry();
    final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "200, OK, Accepted",
        "400, OK, Misconfigured",
        "200, isv.BUSINESS_LIMIT_CONTROL, FlowControlled",
        "200, isv.MOBILE_NUMBER_ILLEGAL, Rejected",
        "200, isv.MOBILE_COUNT_OVER_LIMIT, Rejected",
        "200, isv.DOMESTIC_NUMBER_NOT_SUPPORTED, Rejected",
        "200, isv.BLACK_KEY_CONTROL_LIMIT, Rejected",
        "200, isv.SMS_CONTENT_ILLEGAL, Rejected",
        "400, Throttling.User, NotTaken",
        "503, ServiceUnavailable, NotTaken",
        "200, isv.AMOUNT_NOT_ENOUGH, Misconfigured",
        "400, SignatureDoesNotMatch, Misconfigured"
    })
    void takesTheVendorAtItsWord(int status, String code, String meaning) {
        assertThat(said(status, "{\"Code\":\"%s\",\"BizId\":\"1\"}".formatted(code)))
                .isEqualTo(meaning);
        assertThat(alarms()).isEqualTo(meaning.equals("Misconfigured") ? 1 : 0);
    }

    @Test
    void anAnswerNobodyCanReadMayMeanThatItWasSent() {
        assertThat(said(200, "<html>")).isEqualTo("Unsure");
        assertThat(said(502, "<html>")).isEqualTo("NotTaken");
    }

    @Test
    void onlyWhatNeverReachedTheVendorIsCertainlyNotSent() {
        assertThat(meaningOf(new NotSent("no_connection"))).isEqualTo("NotTaken");
        assertThat(meaningOf(new Lost("timeout"))).isEqualTo("Unsure");
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"isp.SYSTEM_ERROR", "SignatureNonceUsed"})
    void aFaultTheVendorOwnsUpToIsTriedTwiceMoreAndNotForEver(String code) {
        assertThat(said(200, "{\"Code\":\"%s\"}".formatted(code))).isEqualTo("NotTaken");
        assertThat(asked).hasValue(3);
    }

    private String said(int status, String body) {
        return meaningOf(new Answered(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    private String meaningOf(Vendors.Reply reply) {

        Vendors vendors = (_, _) -> (_, _, _, _) -> Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return reply;
        });
        var settings = new SmsSettings(
                URI.create("http://vendor"),
                "id",
                Secret.of("secret"),
                "伴享",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                "1",
                "2",
                "3",
                "4",
                "5");
        var aliyun = new AliyunSms(
                vendors,
                settings,
                JsonMapper.shared(),
                meters,
                new AliyunRequests(settings, new TimeOrderedIds(Clock.systemUTC()), Clock.systemUTC()));
        return aliyun.send("13800000000", "1", Map.of(), "out")
                .block()
                .getClass()
                .getSimpleName();
    }

    private double alarms() {
        return meters.find("notification.vendor.alarm").counters().stream()
                .mapToDouble(it -> it.count())
                .sum();
    }
}
