package com.banxiang.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The limits against a real Redis: shared by all replicas while it is there, and never in anybody's way when it is not. */
class RateLimitsTests {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Redis REDIS = new Redis();

    final String somebody = UUID.randomUUID().toString();
    final Replica first = new Replica(REDIS.port());
    final Replica second = new Replica(REDIS.port());

    /** One gateway of several: everything of its own but Redis. */
    static final class Replica {

        final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        final RedisLink link;
        final RateLimits limits;

        Replica(int port) {
            var settings = new LimitSettings(Duration.ofMinutes(1), 10, 50, 5, 100, Duration.ofSeconds(10), 1000);
            link = new RedisLink(new RedisSettings("127.0.0.1", port));
            limits = new RateLimits(
                    settings, link, new SharedBuckets(), new LocalBuckets(settings, Clock.systemUTC()), meters);
        }

        Allowance take(Limit limit, String subject) {
            return limits.take(limit, subject).block(PATIENCE);
        }

        double countedAlone() {
            return meters.counter("gateway.limit.alone").count();
        }

        /** Returns when Redis has counted for it. */
        void connect() {
            await().atMost(PATIENCE).until(() -> {
                link.probe().block(PATIENCE);
                var alone = countedAlone();
                take(Limit.WEBHOOK, UUID.randomUUID().toString());
                return countedAlone() == alone;
            });
        }
    }

    @BeforeEach
    void connect() {
        first.connect();
        second.connect();
    }

    @AfterEach
    void disconnect() {
        first.link.destroy();
        second.link.destroy();
    }

    @AfterAll
    static void end() {
        REDIS.close();
    }

    @Test
    void grantsABucketfulOverAllReplicasTogether() {

        var alone = first.countedAlone() + second.countedAlone();

        var granted = Flux.range(0, 40)
                .flatMap(i -> (i % 2 == 0 ? first : second).limits.take(Limit.STRANGER, somebody), 20)
                .filter(Allowance::granted)
                .count()
                .block(PATIENCE);

        // One more may grow back while the test is at it.
        assertThat(granted).isBetween(10L, 11L);
        assertThat(first.countedAlone() + second.countedAlone()).isEqualTo(alone);
    }

    @Test
    void saysTheSameAsALocalBucket() {

        var allowance = first.take(Limit.STRANGER, somebody);

        assertThat(allowance)
                .returns(true, Allowance::granted)
                .returns(10, Allowance::limit)
                .returns(9, Allowance::remaining);
        assertThat(allowance.untilFull()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(6));
    }

    @Test
    void saysWhenToComeBack() {

        for (var i = 0; i < 5; i++) {
            first.take(Limit.LOGIN, somebody);
        }
        var refused = second.take(Limit.LOGIN, somebody);

        assertThat(refused).returns(false, Allowance::granted).returns(0, Allowance::remaining);
        assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(12));
    }

    @Test
    void countsEachLimitForItself() {

        for (var i = 0; i < 5; i++) {
            assertThat(first.take(Limit.LOGIN, somebody).granted()).isTrue();
        }

        assertThat(first.take(Limit.LOGIN, somebody).granted()).isFalse();
        assertThat(first.take(Limit.STRANGER, somebody).granted()).isTrue();
        assertThat(first.take(Limit.LOGIN, "somebody else " + somebody).granted())
                .isTrue();
    }

    @Test
    void redisForgetsABucketThatIsFullAgain() {

        first.take(Limit.STRANGER, somebody);

        var left = first.link.usable().sync().pttl("gateway:limit:stranger:" + somebody);
        assertThat(left).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1).toMillis());
    }

    @Test
    void countsAloneWhileRedisIsStoppedAndTogetherWhenItIsBack() {

        first.take(Limit.STRANGER, somebody);
        var before = first.countedAlone();
        REDIS.stop();

        // Nobody notices: the whole quota, counted here, and then a refusal as ever.
        var granted = 0;
        for (var i = 0; i < 15; i++) {
            granted += first.take(Limit.STRANGER, somebody).granted() ? 1 : 0;
        }
        assertThat(granted).isBetween(10, 11);
        assertThat(first.countedAlone()).isEqualTo(before + 15);
        assertThat(first.take(Limit.STRANGER, somebody).retryAfter()).isPositive();

        REDIS.start();
        first.connect();
        second.connect();

        // Restarted, it knows neither the counts nor the script; both come back by themselves.
        var alone = first.countedAlone();
        var other = UUID.randomUUID().toString();
        var left = List.of(
                first.take(Limit.STRANGER, other).remaining(),
                second.take(Limit.STRANGER, other).remaining(),
                first.take(Limit.STRANGER, other).remaining());
        assertThat(left).containsExactly(9, 8, 7);
        assertThat(first.countedAlone()).isEqualTo(alone);
    }

    @Test
    void takesAHiccupNowAndThenForNoOutage() {

        for (var i = 0; i < 5; i++) {
            first.link.failed(new IllegalStateException("late"));
            first.take(Limit.STRANGER, somebody);
        }

        assertThat(first.link.usable()).isNotNull();
    }

    @Test
    void neverAsksARedisThatIsKnownToBeAway() {

        var nobody = new Replica(9);
        nobody.link.probe().block(PATIENCE);

        assertThat(nobody.link.usable()).isNull();
        assertThat(nobody.take(Limit.STRANGER, somebody).granted()).isTrue();
        assertThat(nobody.countedAlone()).isEqualTo(1);
        nobody.link.destroy();
    }
}
