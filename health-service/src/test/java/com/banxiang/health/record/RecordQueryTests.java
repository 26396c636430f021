package com.banxiang.health.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordQueryTests {

    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void dayIsADayOfChina() {

        var filter = filter("2026-11-18", "2026-11-19");

        assertThat(filter.from()).isEqualTo(Instant.parse("2026-11-17T16:00:00Z"));
        assertThat(filter.until()).isEqualTo(Instant.parse("2026-11-19T16:00:00Z"));
    }

    @Test
    void timeIsIncludedAtBothEndsAndOfChinaWithoutAnOffset() {

        var filter = filter("2026-11-18T08:00:00", "2026-11-18T00:00:00.500Z");

        assertThat(filter.from()).isEqualTo(Instant.parse("2026-11-18T00:00:00Z"));
        assertThat(filter.until()).isEqualTo(Instant.parse("2026-11-18T00:00:00.501Z"));
    }

    @Test
    void withoutAnEndItReachesAsFarAheadAsAReadingMay() {
        assertThat(filter(null, null).until()).isEqualTo(NOW.plusSeconds(300).plusMillis(1));
    }

    @Test
    void oneMomentIsAPeriodAndAnEndBeforeItsBeginningIsNone() {

        filter("2026-11-18T00:00:00Z", "2026-11-18T00:00:00Z");

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> filter("2026-11-18T00:00:00Z", "2026-11-17T23:59:59.999Z"))
                .satisfies(it -> assertThat(it.field()).isEqualTo("from"));
    }

    private static HealthRecords.Filter filter(String from, String to) {
        return new RecordQuery(null, from, to).filter(UUID.randomUUID(), NOW);
    }
}
