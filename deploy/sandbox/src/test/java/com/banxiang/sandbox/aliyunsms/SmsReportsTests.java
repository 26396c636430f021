package com.banxiang.sandbox.aliyunsms;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.Secret;
import com.banxiang.sandbox.background.Background;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class SmsReportsTests {

    final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    final Background background = new Background();
    DisposableServer receiver;

    @BeforeEach
    void listen() {
        receiver = HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .flatMap(body -> {
                            received.add(body);
                            return response.header("Content-Type", "application/json")
                                    .sendString(Mono.just(answers.isEmpty() ? "{}" : answers.remove()))
                                    .then();
                        }))
                .bindNow();
    }

    @AfterEach
    void stop() {
        background.destroy();
        receiver.disposeNow();
    }

    @Test
    void aReportIsRepeatedUntilItIsTaken() throws InterruptedException {

        answers.add("{\"code\":1}");
        answers.add("{\"code\":0,\"msg\":\"成功\"}");
        reports().announce(List.of(message("13900000000")));

        var first = received.poll(30, TimeUnit.SECONDS);
        assertThat(first)
                .startsWith("[{")
                .contains("\"phone_number\":\"13900000000\"", "\"success\":true", "\"err_code\":\"DELIVERED\"")
                .contains("\"send_time\":\"2026-01-01 12:00:01\"", "\"biz_id\":\"1^0\"", "\"out_id\":\"otp:42\"");
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(first);
        assertThat(received.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aReportThatIsNeverTakenIsDroppedAfterItsPlan() throws InterruptedException {

        reports().announce(List.of(message("13800000005")));

        for (var number = 1; number <= 4; number++) {
            assertThat(received.poll(30, TimeUnit.SECONDS)).contains("\"success\":false");
        }
        assertThat(received.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    private SmsReports reports() {

        var soon = Duration.ofMillis(10);
        var url = URI.create("http://127.0.0.1:%s/reports".formatted(receiver.port()));
        var settings =
                new SmsSettings("id", new Secret("secret"), List.of("伴享"), soon, soon, url, List.of(soon, soon, soon));
        return new SmsReports(settings, background);
    }

    private static Message message(String phone) {
        return new Message(
                phone,
                "伴享",
                Template.approved("SMS_100000001").orElseThrow(),
                Map.of("code", "135790"),
                "otp:42",
                "1^0",
                Instant.parse("2026-01-01T04:00:01Z"));
    }
}
