package com.banxiang.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TimeOrderedIdsTests {

    static final Instant NOON = Instant.parse("2030-05-01T12:00:00Z");

    @Test
    void namesItsVersionVariantAndMillisecond() {

        var id = idsAt(NOON).generateId();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void sortsAfterWhatWasMadeBefore() {

        var earlier = idsAt(NOON).generateId().toString();
        var later = idsAt(NOON.plusMillis(1)).generateId().toString();

        assertThat(later).isGreaterThan(earlier);
    }

    @Test
    void neverWaitsOnAnEventLoop() {

        var ids = new TimeOrderedIds(Clock.systemUTC());

        var made = Mono.fromCallable(ids::generateId)
                .repeat(999)
                .subscribeOn(Schedulers.parallel())
                .collectList()
                .block();

        assertThat(made).doesNotHaveDuplicates().hasSize(1000);
    }

    @Test
    void tellsTheMillisecondItWasMadeFor() {
        assertThat(TimeOrderedIds.timeOf(idsAt(NOON).at(NOON.minusSeconds(60)))).isEqualTo(NOON.minusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "1-1-1-1-1", "0192F0C1-0000-7000-8000-000000000000"})
    void readsNoOtherForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeOrderedIds.parse(text));
    }

    private static TimeOrderedIds idsAt(Instant instant) {
        return new TimeOrderedIds(Clock.fixed(instant, ZoneOffset.UTC));
    }
}
