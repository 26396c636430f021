package com.banxiang.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.platform.web.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A cid stands for one push: the vendor drops a second one under the same. */
class CidPoolTests {

    final AtomicInteger fetched = new AtomicInteger();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T08:00:00Z"));
    final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    @Test
    void givesEachOutOnce() {

        var pool = pool(true);
        var given = new HashSet<String>();

        for (var i = 0; i < 25; i++) {
            assertThat(given.add(pool.take().block())).isTrue();
        }
        assertThat(fetched).hasValue(3);
    }

    @Test
    void givesNoneOutThatTheVendorMayHaveForgotten() {

        var pool = pool(true);
        assertThat(pool.take().block()).isEqualTo("1-0");

        now.updateAndGet(it -> it.plus(Duration.ofHours(20)).minusMillis(1));
        assertThat(pool.take().block()).isEqualTo("1-1");

        now.updateAndGet(it -> it.plusMillis(1));
        assertThat(pool.take().block()).isEqualTo("2-0");
    }

    @Test
    void saysSoWhileTheVendorGivesNone() {
        assertThatThrownBy(() -> pool(false).take().block()).isInstanceOf(Unavailable.class);
    }

    private CidPool pool(boolean isWell) {
        Vendors vendors = (_, _) -> (_, _, _, _) -> Mono.fromSupplier(
                () -> isWell ? new Answered(200, batch(fetched.incrementAndGet())) : new Answered(503, new byte[0]));
        var api = new JPushApi(vendors, JPushApiTests.SETTINGS, JsonMapper.shared(), new SimpleMeterRegistry());
        return new CidPool(api, JPushApiTests.SETTINGS, clock);
    }

    private static byte[] batch(int number) {
        return IntStream.range(0, 10)
                .mapToObj(it -> "\"%d-%d\"".formatted(number, it))
                .collect(Collectors.joining(",", "{\"cidlist\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
