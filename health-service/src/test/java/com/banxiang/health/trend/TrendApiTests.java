package com.banxiang.health.trend;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Readings.pressure;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.health.Readings;
import com.banxiang.platform.web.Times;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class TrendApiTests {

    static final String TRENDS = "/api/v1/health/trends";

    static final LocalDate TODAY = Times.dayOf(Instant.now());

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    Elder elder;

    @BeforeEach
    void login() {
        elder = new Elder(client, database);
    }

    @Test
    void monthIsDaysWithTheirLeastAndGreatest() {

        int[] values = {138, 140, 139, 142, 145, 143, 147, 149, 148, 152};
        elder.addsAll(IntStream.range(0, 10)
                .boxed()
                .flatMap(it -> IntStream.of(-4, 4)
                        .mapToObj(by ->
                                pressure(values[it] + by, 80, noon(10 - it).plusSeconds(60 + by))))
                .toArray(String[]::new));

        var trend = read("type=blood_pressure&period=30d");

        assertThat(trend.path("trend").asString()).isEqualTo("rising");
        assertThat(trend.path("slopePerDay").asDouble()).isEqualTo(1.5);
        var statistics = trend.path("statistics");
        assertThat(statistics.path("average").asDouble()).isEqualTo(144.3);
        assertThat(statistics.path("count").asInt()).isEqualTo(20);
        assertThat(statistics.path("min").asInt()).isEqualTo(134);
        assertThat(statistics.path("max").asInt()).isEqualTo(156);
        assertThat(statistics.has("stdDev")).isTrue();
        assertThat(trend.path("dataPoints")).hasSize(10);
        var first = trend.path("dataPoints").get(0);
        assertThat(first.path("date").asString()).isEqualTo(TODAY.minusDays(10).toString());
        assertThat(first.has("time")).isFalse();
        assertThat(first.path("value").asInt()).isEqualTo(138);
        assertThat(first.path("min").asInt()).isEqualTo(134);
        assertThat(first.path("max").asInt()).isEqualTo(142);
        assertThat(trend.path("advice").valueStream().map(it -> it.path("level").asString()))
                .containsExactly("elevated", "elevated");
        assertThat(trend.path("advice").get(0).path("content").asString()).contains("135");
        assertThat(trend.path("advice").get(0).path("source").asString()).contains("高血压");
    }

    @Test
    void weekIsReadingsOneByOneWithTheirTime() {

        elder.addsAll(pressure(120, 80, noon(2)), pressure(130, 80, noon(1)), pressure(150, 80, noon(7)));

        var points = read("type=blood_pressure&period=7d").path("dataPoints");

        assertThat(points).hasSize(2);
        assertThat(points.get(0).path("date").asString())
                .isEqualTo(TODAY.minusDays(2).toString());
        assertThat(points.get(0).path("time").asString()).isEqualTo("12:00");
        assertThat(points.get(0).path("value").asInt()).isEqualTo(120);
        assertThat(points.get(0).has("min")).isFalse();
        assertThat(read("type=blood_pressure").path("dataPoints")).isEqualTo(points);
    }

    @Test
    void watchThatMeasuresAllTheTimeIsShownByTheHour() {

        for (var half = 0; half < 2; half++) {
            var from = noon(3).plusSeconds(half * 300L * 60);
            elder.addsAll(IntStream.range(0, 300)
                    .mapToObj(it -> Readings.reading("heart_rate", 60 + it % 60, from.plusSeconds(it * 60L)))
                    .toArray(String[]::new));
        }

        var trend = read("type=heart_rate&period=7d");

        assertThat(trend.path("statistics").path("count").asInt()).isEqualTo(600);
        assertThat(trend.path("dataPoints")).hasSize(10);
        assertThat(trend.path("dataPoints").get(0).path("time").asString()).isEqualTo("12:00");
        assertThat(trend.path("dataPoints").get(0).path("value").asDouble()).isEqualTo(89.5);
        assertThat(trend.path("dataPoints").get(0).path("min").asInt()).isEqualTo(60);
        assertThat(trend.path("dataPoints").get(0).path("max").asInt()).isEqualTo(119);
    }

    @Test
    void daysAreThoseOfChina() {

        var midnight = TODAY.minusDays(3).atStartOfDay(Times.CHINA).toInstant();
        elder.addsAll(
                Readings.reading("spo2", 95, midnight.minusMillis(1)),
                Readings.reading("spo2", 97, midnight),
                Readings.reading("spo2", 98, midnight.plusSeconds(1)));

        var points = read("type=spo2&period=30d").path("dataPoints");

        assertThat(points.valueStream()
                        .map(it -> it.path("date").asString() + " "
                                + it.path("value").asString()))
                .containsExactly(TODAY.minusDays(4) + " 95", TODAY.minusDays(3) + " 97.5");
    }

    @Test
    void stepsOfADayAreOneNumber() {

        elder.addsAll(
                Readings.reading("steps", 1000, noon(2)),
                Readings.reading("steps", 500, noon(2).plusSeconds(60)),
                Readings.reading("steps", 3000, noon(1)));

        var trend = read("type=steps&period=7d");

        assertThat(trend.path("dataPoints")
                        .valueStream()
                        .map(it -> it.path("value").asInt()))
                .containsExactly(1500, 3000);
        assertThat(trend.path("statistics").path("average").asInt()).isEqualTo(2250);
        assertThat(trend.path("statistics").path("count").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"7d", "30d"})
    void theSkinsTemperatureIsNotTheBodys(String period) {

        elder.addsAll(
                "{\"type\": \"temperature\", \"value\": 36.5, \"recordedAt\": \"%s\"}".formatted(noon(1)),
                "{\"type\": \"temperature\", \"value\": 31, \"recordedAt\": \"%s\", \"metadata\": {\"site\": \"skin\"}}"
                        .formatted(noon(2)));

        assertThat(read("type=temperature&period=" + period)
                        .path("statistics")
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void withoutReadingsThereIsNothingToSay() {

        var trend = read("type=weight&period=1y");

        assertThat(trend.path("statistics").path("count").asInt()).isZero();
        assertThat(trend.path("statistics").has("average")).isFalse();
        assertThat(trend.path("trend").asString()).isEqualTo("stable");
        assertThat(trend.has("slopePerDay")).isFalse();
        assertThat(trend.path("dataPoints")).isEmpty();
        assertThat(trend.path("advice").get(0).path("content").asString()).contains("体重", "不够");
    }

    @Test
    void fromAndToAreDaysOrTimes() {

        elder.addsAll(
                Readings.reading("spo2", 95, noon(6)),
                Readings.reading("spo2", 96, noon(5)),
                Readings.reading("spo2", 97, noon(4)));

        assertThat(read("type=spo2&start=%s&end=%s".formatted(TODAY.minusDays(6), TODAY.minusDays(5)))
                        .path("dataPoints"))
                .hasSize(2);
        assertThat(read("type=spo2&start=%s&end=%s".formatted(noon(5), noon(4))).path("dataPoints"))
                .hasSize(2);
        assertThat(read("type=spo2&start=%s&end=%s".formatted(noon(5).plusMillis(1), noon(4).minusMillis(1)))
                        .path("dataPoints"))
                .isEmpty();
        assertThat(read("type=spo2&start=%s&end=%s".formatted(TODAY.minusDays(100), TODAY.minusDays(5)))
                        .path("dataPoints")
                        .valueStream()
                        .map(it -> it.path("value").asInt()))
                .containsExactly(95, 96);
    }

    @Test
    void speaksEnglishToWhoAsksForIt() {

        var answer = client.get()
                .uri(TRENDS + "?type=weight")
                .header("Authorization", "Bearer " + TestTokens.user(elder.id()))
                .header("Accept-Language", "en")
                .exchange();

        assertThat(data(answer, 200).path("advice").get(0).path("content").asString())
                .startsWith("There are too few readings of Weight");
    }

    @ParameterizedTest
    @CsvSource({
        "period=7d,type",
        "type=acme,type",
        "type=spo2&period=2d,period",
        "type=spo2&period=7d&start=2026-01-01&end=2026-01-02,period",
        "type=spo2&start=2026-01-01,end",
        "type=spo2&end=2026-01-01,start",
        "type=spo2&start=2026-01-02&end=2026-01-01,start",
        "type=spo2&start=2026-02-30&end=2026-03-01,start",
        "type=spo2&start=2026-01-01&end=soon,end",
        "type=spo2&start=2025-01-01&end=2026-01-02,start",
    })
    void badQueryIsRefusedNamingTheParameter(String query, String field) {

        var error = envelope(elder.app().get(TRENDS + "?" + query), 400).path("error");

        assertThat(error.path("code").asString()).isEqualTo("VALIDATION_FAILED");
        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
    }

    @Test
    void isOnesOwnAloneAndTheSameForWhoMayAsk() {

        elder.addsAll(Readings.reading("spo2", 95, noon(6)));
        var stranger = new Elder(client, database);
        assertThat(data(stranger.app().get(TRENDS + "?type=spo2"), 200).path("dataPoints"))
                .isEmpty();

        var asked = client.get()
                .uri("/internal/users/{id}/health/trends?type=spo2", elder.id())
                .header("Authorization", "Service " + TestTokens.service("child-service", "health-service"))
                .exchange();
        assertThat(data(asked, 200)).isEqualTo(read("type=spo2"));
    }

    private JsonNode read(String query) {
        return data(elder.app().get(TRENDS + "?" + query), 200);
    }

    private static Instant noon(int daysAgo) {
        return TODAY.minusDays(daysAgo)
                .atTime(LocalTime.NOON)
                .atZone(Times.CHINA)
                .toInstant();
    }
}
