package com.banxiang.notification.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.vendor.Secret;
import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What WeChat's words mean: that a message is on its way, may be, or never will. */
class WeChatApiTests {

    static final Answered TOKEN = answered(200, "{\"access_token\":\"T\",\"expires_in\":7200}");

    final MeterRegistry meters = new SimpleMeterRegistry();
    final List<URI> asked = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "0, Taken, 0",
        "43101, NoConsent, 0",
        "-1, NotTaken, 0",
        "45009, NotTaken, 0",
        "45011, NotTaken, 0",
        "40003, Rejected, 0",
        "47003, Rejected, 1"
    })
    void takesWeChatAtItsWord(int errcode, String meaning, int alarms) {
        assertThat(meaningOf(errcode(errcode))).isEqualTo(meaning);
        assertThat(alarms()).isEqualTo(alarms);
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40014, 42001})
    void aTokenThatIsRefusedIsRenewedOnceAndNotForEver(int errcode) {
        assertThat(meaningOf(errcode(errcode))).isEqualTo("NotTaken");
        assertThat(asked.stream().filter(isSend().negate())).hasSize(2);
        assertThat(asked.stream().filter(isSend())).hasSize(2);
    }

    @Test
    void anAnswerNobodyCanReadMayMeanThatItWasSent() {
        assertThat(meaningOf(answered(200, "<html>"))).isEqualTo("Unsure");
        assertThat(meaningOf(answered(200, "[]"))).isEqualTo("Unsure");
        assertThat(meaningOf(answered(502, "<html>"))).isEqualTo("NotTaken");
    }

    @Test
    void onlyWhatNeverReachedWeChatIsCertainlyNotSent() {
        assertThat(meaningOf(new NotSent("no_connection"))).isEqualTo("NotTaken");
        assertThat(meaningOf(new Lost("timeout"))).isEqualTo("Unsure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"errcode\":40125,\"errmsg\":\"invalid secret\"}", "<html>"})
    void withoutATokenNothingIsSent(String tokenAnswer) {
        assertThat(meaningOf(answered(200, tokenAnswer), errcode(0))).isEqualTo("NotTaken");
        assertThat(asked.stream().filter(isSend())).isEmpty();
    }

    private String meaningOf(Vendors.Reply toMessage) {
        return meaningOf(TOKEN, toMessage);
    }

    private String meaningOf(Vendors.Reply toTokenRequest, Vendors.Reply toMessage) {

        Vendors vendors = (_, _) -> (_, address, _, _) -> Mono.fromSupplier(() -> {
            asked.add(address);
            return isSend().test(address) ? toMessage : toTokenRequest;
        });
        var settings = new WeChatSettings(
                URI.create("http://wechat"), "app", Secret.of("secret"), Duration.ofSeconds(1), "T", "page", "formal");
        return new WeChatApi(vendors, settings, JsonMapper.shared(), meters, Clock.systemUTC())
                .send("openid", Map.of())
                .block()
                .getClass()
                .getSimpleName();
    }

    private static Predicate<URI> isSend() {
        return it -> it.getPath().endsWith("/subscribe/send");
    }

    private static Answered errcode(int errcode) {
        return answered(200, "{\"errcode\":%d,\"errmsg\":\"rid: 1\"}".formatted(errcode));
    }

    private static Answered answered(int status, String body) {
        return new Answered(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private double alarms() {
        return meters.find("notification.vendor.alarm").counters().stream()
                .mapToDouble(it -> it.count())
                .sum();
    }
}
