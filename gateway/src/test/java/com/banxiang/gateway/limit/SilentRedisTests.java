package com.banxiang.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/** A Redis that accepts everything and has stopped answering: worse than one that is gone. */
class SilentRedisTests {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void isWaitedForAFewTimesAndThenNoMore() {

        var answers = new AtomicBoolean(true);
        var server = silentAfterwards(answers);
        var settings = new LimitSettings(Duration.ofMinutes(1), 100, 100, 100, 100, Duration.ofMillis(300), 1000);
        var link = new RedisLink(new RedisSettings("127.0.0.1", server.port()));
        var limits = new RateLimits(
                settings,
                link,
                new SharedBuckets(),
                new LocalBuckets(settings, Clock.systemUTC()),
                new SimpleMeterRegistry());

        await().atMost(PATIENCE).until(() -> {
            link.probe().block(PATIENCE);
            return link.usable() != null;
        });
        answers.set(false);

        for (var i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.STRANGER, "a").block(PATIENCE)).returns(true, Allowance::granted);
        }
        assertThat(link.usable()).isNull();

        // Known to be silent: the answer is there before anybody could have waited.
        assertThat(limits.take(Limit.STRANGER, "a").toFuture()).isCompletedWithValueMatching(Allowance::granted);

        link.destroy();
        server.disposeNow();
    }

    /** Speaks just enough of the protocol to be taken for Redis: an error to HELLO, OK or PONG to the rest. */
    private static DisposableServer silentAfterwards(AtomicBoolean answers) {
        return TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((in, out) -> out.sendString(
                        in.receive().asString().filter(_ -> answers.get()).concatMap(it -> Mono.just(answerTo(it)))))
                .bindNow();
    }

    private static String answerTo(String commands) {

        var answer = new StringBuilder();
        for (var command : commands.split("(?=\\*\\d+\\r\\n)")) {
            answer.append(
                    command.contains("HELLO")
                            ? "-ERR unknown command\r\n"
                            : command.contains("PING") ? "+PONG\r\n" : "+OK\r\n");
        }
        return answer.toString();
    }
}
