package com.banxiang.notification.push;

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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What JPush's words mean. Whatever may have arrived is asked again: it knows a repeat by its cid. */
class JPushApiTests {

    static final JPushSettings SETTINGS = new JPushSettings(
            URI.create("http://push"),
            URI.create("http://device"),
            URI.create("http://report"),
            "app",
            Secret.of("secret"),
            Duration.ofSeconds(1),
            true,
            Duration.ofHours(20),
            Duration.ofMinutes(1));

    final MeterRegistry meters = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({
        "400, 1011, NoDevice, 0",
        "400, 1003, Rejected, 0",
        "500, 1000, Later, 0",
        "500, 1030, Later, 0",
        "429, 2002, Later, 0",
        "401, 1004, Rejected, 1",
        "400, 1005, Rejected, 1"
    })
    void takesJPushAtItsWord(int status, int code, String meaning, int alarms) {
        assertThat(said(status, "{\"error\":{\"code\":%d,\"message\":\"no\"}}".formatted(code)))
                .isEqualTo(meaning);
        assertThat(alarms()).isEqualTo(alarms);
    }

    @ParameterizedTest
    @CsvSource({"200, Done, 0", "429, Later, 0", "502, Later, 0", "404, Rejected, 1"})
    void theStatusCountsWhereNoCodeIsSaid(int status, String meaning, int alarms) {
        assertThat(said(status, "<html>")).isEqualTo(meaning);
        assertThat(alarms()).isEqualTo(alarms);
    }

    @Test
    void whateverGotLostIsAskedAgain() {
        assertThat(meaningOf(new Lost("timeout"))).isEqualTo("Later");
        assertThat(meaningOf(new NotSent("no_connection"))).isEqualTo("Later");
    }

    private String said(int status, String body) {
        return meaningOf(new Answered(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    private String meaningOf(Vendors.Reply reply) {
        return new JPushApi((_, _) -> (_, _, _, _) -> Mono.just(reply), SETTINGS, JsonMapper.shared(), meters)
                .push(Map.of())
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
