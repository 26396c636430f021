package com.banxiang.health.total;

import static com.banxiang.health.Api.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake;
import com.banxiang.health.record.RecordIntake.Arrival;
import com.banxiang.platform.web.Times;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A day of several devices, as trends show it. */
@ServiceTest
class DayTotalsTests {

    @Autowired
    RecordIntake intake;

    @Autowired
    WebTestClient client;

    /** Yesterday, 08:00 in China. */
    final LocalDate day = Times.dayOf(Instant.now()).minusDays(1);

    final Instant morning = day.atTime(8, 0).atZone(Times.CHINA).toInstant();

    Elder elder;

    @BeforeEach
    void meet(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void stepsOfTwoDevicesCountOnce() {

        counts(Source.BAND, 0, 60, 1000);
        counts(Source.HUAWEI, 30, 90, 1200);

        assertThat(shown("steps")).isEqualTo(1700);
    }

    @Test
    void nightOfTwoDevicesCountsOnce() {

        stores(Source.BAND, ReadingType.SLEEP, 0, 400, 380);
        stores(Source.HUAWEI, ReadingType.SLEEP, 20, 420, 380);

        assertThat(shown("sleep")).isEqualTo(399);
    }

    @Test
    void ofManyDevicesAtOnceNoneIsForgottenOrCountedTwice() {

        AtOnce.by(IntStream.range(0, 10)
                .<Supplier<Boolean>>mapToObj(i -> () -> {
                    counts(i % 2 == 0 ? Source.BAND : Source.HUAWEI, i * 30, i * 30 + 60, 600);
                    return true;
                })
                .toList());

        assertThat(shown("steps")).isEqualTo(600 + 9 * 300);
    }

    @Test
    void entryTakenBackIsNotCountedAnyMore() {

        counts(Source.BAND, 0, 60, 1000);
        var id = elder.adds("""
            {"type": "steps", "value": 2000, "recordedAt": "%s", "metadata": {"start": "%s", "end": "%s"}}\
            """.formatted(morning.plusSeconds(3600), morning, morning.plusSeconds(3600)))
                .path("id")
                .asString();
        assertThat(shown("steps")).isEqualTo(2000);

        elder.app().delete("/api/v1/health/records/" + id).expectStatus().isOk();

        assertThat(shown("steps")).isEqualTo(1000);
    }

    @Test
    void theDayBeforeIsToldAnewWhereItsStepsBelongToTheNext() {

        var evening = day.atStartOfDay(Times.CHINA).toInstant().minusSeconds(3600);
        store(Source.BAND, ReadingType.STEPS, evening, evening.plusSeconds(1800), 500);
        assertThat(shown("steps")).isEqualTo(500);

        store(Source.HUAWEI, ReadingType.STEPS, evening, evening.plusSeconds(5400), 900);

        var points =
                data(elder.app().get("/api/v1/health/trends?type=steps"), 200).path("dataPoints");
        assertThat(points.valueStream().map(it -> it.path("value").asInt())).containsExactly(0, 1100);
    }

    private void counts(Source source, int fromMinute, int toMinute, int steps) {
        stores(source, ReadingType.STEPS, fromMinute, toMinute, steps);
    }

    private void stores(Source source, ReadingType type, int fromMinute, int toMinute, int value) {
        store(source, type, morning.plusSeconds(fromMinute * 60L), morning.plusSeconds(toMinute * 60L), value);
    }

    private void store(Source source, ReadingType type, Instant from, Instant to, int value) {
        var measurement = new Measurement(type, BigDecimal.valueOf(value), Details.ofPeriod(from, to, null));
        intake.store(elder.id(), source, List.of(new Arrival(measurement, to, null)))
                .block();
    }

    private int shown(String type) {
        return data(elder.app().get("/api/v1/health/trends?type=" + type), 200)
                .path("dataPoints")
                .get(0)
                .path("value")
                .asInt();
    }
}
