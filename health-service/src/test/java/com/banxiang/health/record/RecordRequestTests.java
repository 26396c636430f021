package com.banxiang.health.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.IntNode;

class RecordRequestTests {

    static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(strings = {"PT5M", "PT0S", "-P365D"})
    void timeMayBeFiveMinutesAheadAndAYearBack(Duration shift) {
        assertThat(at(NOW.plus(shift)).read(NOW).recordedAt())
                .isEqualTo(Instant.parse("2026-11-20T08:00:00.123Z").plus(shift));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M0.000001S", "-PT8760H0.000001S"})
    void timeMayNotBeAnyFurtherAway(Duration shift) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> at(NOW.plus(shift)).read(NOW))
                .satisfies(it -> assertThat(it.field()).isEqualTo("recordedAt"));
    }

    @Test
    void notesHaveAtMostFiveHundredCharactersHoweverManyBytesEachTakes() {

        assertThat(with("𠮷".repeat(500)).read(NOW).notes()).isEqualTo("𠮷".repeat(500));
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> with("𠮷".repeat(501)).read(NOW))
                .satisfies(it -> assertThat(it.field()).isEqualTo("notes"));
    }

    private static RecordRequest at(Instant time) {
        return new RecordRequest("spo2", IntNode.valueOf(97), null, null, time, null, null);
    }

    private static RecordRequest with(String notes) {
        return new RecordRequest("spo2", IntNode.valueOf(97), null, null, null, notes, null);
    }
}
