package com.banxiang.health.record;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Readings.SUMMARY;
import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake.Arrival;
import com.banxiang.platform.web.Times;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class SummaryApiTests {

    @Autowired
    WebTestClient client;

    static final LocalDate YESTERDAY = Times.dayOf(Instant.now()).minusDays(1);

    @Autowired
    RecordIntake intake;

    Elder elder;

    @BeforeEach
    void login(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void isTheNewestOfEachTypeWithWhatChanged() {

        var now = Instant.now();
        elder.adds(pressure(150, 90, now.minusSeconds(120)));
        elder.adds(pressure(138, 86, now.minusSeconds(60)));
        elder.adds(spo2(97));

        var items = data(elder.app().get(SUMMARY), 200).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("value").asInt()).isEqualTo(138);
        assertThat(items.get(0).path("change").asInt()).isEqualTo(-12);
        assertThat(items.get(0).path("indicators").path("level").asString()).isEqualTo("elevated");
        assertThat(items.get(1).path("type").asString()).isEqualTo("spo2");
        assertThat(items.get(1).has("change")).isFalse();
    }

    @Test
    void ofStepsItIsTheDayWithWhatChangedSinceTheDayBefore() {

        walks(Source.BAND, yesterday(8), yesterday(9), 1000);
        walks(Source.HUAWEI, yesterday(8), yesterday(9), 1200);
        walks(Source.BAND, yesterday(20), yesterday(21), 300);
        walks(Source.BAND, yesterday(8).minusSeconds(86400), yesterday(9).minusSeconds(86400), 2000);
        elder.adds(spo2(97));

        var items = data(elder.app().get(SUMMARY), 200).path("items");

        assertThat(items.valueStream().map(it -> it.path("type").asString())).containsExactly("spo2", "steps");
        var steps = items.get(1);
        assertThat(steps.path("value").asInt()).isEqualTo(1500);
        assertThat(steps.path("change").asInt()).isEqualTo(-500);
        assertThat(steps.path("date").asString()).isEqualTo(YESTERDAY.toString());
        assertThat(steps.path("recordedAt").asString()).isEqualTo(yesterday(21).toString());
        assertThat(steps.path("unit").asString()).isEqualTo("steps");
        assertThat(steps.path("indicators").path("level").asString()).isEqualTo("normal");
        assertThat(steps.has("id") || steps.has("source") || steps.has("metadata"))
                .isFalse();
        assertThat(items.get(0).has("date")).isFalse();
        assertThat(items.get(0).path("id").asString()).isNotBlank();
    }

    @Test
    void nightOfTwoDevicesIsShownOnceToNeighboursToo() {

        store(Source.BAND, ReadingType.SLEEP, yesterday(0), yesterday(7), 400);
        store(Source.HUAWEI, ReadingType.SLEEP, yesterday(0), yesterday(7), 420);

        var answer = client.get()
                .uri("/internal/users/{id}/health/summary", elder.id())
                .header("Authorization", "Service " + TestTokens.service("child-service", "health-service"))
                .exchange();

        var items = data(answer, 200).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("value").asInt()).isEqualTo(420);
        assertThat(items.get(0).has("change")).isFalse();
    }

    @Test
    void aDayOfBeforeDaysWereMergedIsTheSumOfItsReadings() {

        walks(Source.BAND, yesterday(8), yesterday(9), 1000);
        walks(Source.HUAWEI, yesterday(8), yesterday(9), 1200);
        walks(Source.BAND, yesterday(8).minusSeconds(86400), yesterday(9).minusSeconds(86400), 500);
        elder.tables().change("delete from merged_days where user_id = ?", elder.id());

        var steps = data(elder.app().get(SUMMARY), 200).path("items").get(0);

        assertThat(steps.path("value").asInt()).isEqualTo(2200);
        assertThat(steps.path("change").asInt()).isEqualTo(1700);
    }

    @Test
    void onlyTheDayBeforeIsComparedWith() {

        walks(Source.BAND, yesterday(8), yesterday(9), 1000);
        walks(Source.BAND, yesterday(8).minusSeconds(2 * 86400), yesterday(9).minusSeconds(2 * 86400), 500);

        var items = data(elder.app().get(SUMMARY), 200).path("items");

        assertThat(items.get(0).path("value").asInt()).isEqualTo(1000);
        assertThat(items.get(0).has("change")).isFalse();
    }

    @Test
    void isOnesOwn() {

        elder.adds(spo2(97));

        var stranger = Api.ofElder(client, UUID.randomUUID());

        assertThat(data(stranger.get(SUMMARY), 200).path("items")).isEmpty();
    }

    @Test
    void textsFollowTheLanguage() {

        elder.adds(spo2(92));

        var body = client.get()
                .uri(SUMMARY)
                .header("Authorization", "Bearer " + TestTokens.user(elder.id()))
                .header("Accept-Language", "en")
                .exchange();

        assertThat(data(body, 200)
                        .path("items")
                        .get(0)
                        .path("indicators")
                        .path("description")
                        .asString())
                .isEqualTo("Blood oxygen is low");
    }

    private void walks(Source source, Instant from, Instant to, int steps) {
        store(source, ReadingType.STEPS, from, to, steps);
    }

    private void store(Source source, ReadingType type, Instant from, Instant to, int value) {
        var measurement = new Measurement(type, BigDecimal.valueOf(value), Details.ofPeriod(from, to, null));
        intake.store(elder.id(), source, List.of(new Arrival(measurement, to, null)))
                .block();
    }

    /** That hour in China. */
    private static Instant yesterday(int hour) {
        return YESTERDAY.atTime(hour, 0).atZone(Times.CHINA).toInstant();
    }
}
