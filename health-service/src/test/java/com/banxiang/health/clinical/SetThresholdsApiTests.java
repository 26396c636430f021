package com.banxiang.health.clinical;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Bounds of one's own: within what is safe, all that was asked for or nothing. */
@ServiceTest
class SetThresholdsApiTests {

    static final String THRESHOLDS = "/api/v1/health/thresholds";

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
    void ownBoundsAreShownAsOnesOwn() {

        var answered = data(set(systolic("\"low\": 90, \"high\": 145"), sugar("\"high\": 8.5")), 200);

        assertThat(answered).isEqualTo(data(elder.app().get(THRESHOLDS), 200));
        assertThat(words(answered))
                .containsExactly(
                        "blood_pressure systolic 90 145 true",
                        "blood_pressure diastolic 55 100 false",
                        "heart_rate  50 120 false",
                        "blood_sugar fasting 3.5 8.5 true",
                        "blood_sugar after_meal 3.5 11 false",
                        "spo2  93 – false",
                        "temperature  35.5 37.7 false");
    }

    @Test
    void whatIsNotNamedStays() {

        data(set(systolic("\"low\": 90, \"high\": 145")), 200);
        data(set(systolic("\"high\": 160")), 200);

        assertThat(words(data(set(sugar("\"low\": 4")), 200)))
                .contains("blood_pressure systolic 90 160 true", "blood_sugar fasting 4 7 true");
    }

    @Test
    void nullGivesEverybodysBoundBack() {

        data(set(systolic("\"low\": 90, \"high\": 145")), 200);

        assertThat(words(data(set(systolic("\"low\": null")), 200))).contains("blood_pressure systolic 85 145 true");
        assertThat(words(data(set(systolic("\"low\": null, \"high\": null")), 200)))
                .contains("blood_pressure systolic 85 150 false");
    }

    @Test
    void sendingTheAnswerBackChangesNothing() {

        data(set(systolic("\"low\": 90")), 200);
        var shown = data(elder.app().get(THRESHOLDS), 200);

        assertThat(data(elder.app().replace(THRESHOLDS, "{\"items\": %s}".formatted(shown.path("items"))), 200))
                .isEqualTo(shown);
        assertThat(versions()).containsExactly(1L);
    }

    @Test
    void everyChangeIsAVersionAndTheSameAgainIsNone() {

        data(set(systolic("\"low\": 90")), 200);
        data(set(systolic("\"low\": 90")), 200);
        data(set(systolic("\"low\": 95")), 200);

        assertThat(versions()).containsExactly(1L, 2L);
        assertThat(elder.tables()
                        .all(
                                String.class,
                                "select bounds -> 0 ->> 'low' from own_threshold_versions where user_id = ? order by"
                                        + " version",
                                elder.id()))
                .containsExactly("90", "95");
    }

    /** The page's table. */
    @ParameterizedTest(name = "{0} {1} {2}: {3}–{4}")
    @CsvSource({
        "blood_pressure,systolic,low,80,100,1",
        "blood_pressure,systolic,high,130,170,1",
        "blood_pressure,diastolic,low,45,65,1",
        "blood_pressure,diastolic,high,80,110,1",
        "heart_rate,,low,40,60,1",
        "heart_rate,,high,90,130,1",
        "blood_sugar,fasting,low,3.0,4.5,0.1",
        "blood_sugar,fasting,high,6.1,13.9,0.1",
        "blood_sugar,after_meal,low,3.0,4.5,0.1",
        "blood_sugar,random,high,6.1,13.9,0.1",
        "blood_glucose,bedtime,high,6.1,13.9,0.1",
        "spo2,,low,90,95,1",
        "temperature,,low,35.0,36.0,0.1",
        "temperature,,high,37.3,38.5,0.1",
    })
    void onlyWhatIsSafeIsTaken(
            String type, @Nullable String detail, String end, BigDecimal least, BigDecimal most, BigDecimal step) {

        for (var unsafe : List.of(least.subtract(step), most.add(step))) {
            var error = envelope(set(item(type, detail, end, unsafe)), 422).path("error");
            assertThat(error.path("code").asString()).isEqualTo("UNSAFE_THRESHOLD");
            assertThat(error.path("details").get(0).path("field").asString()).isEqualTo("items[0]." + end);
            assertThat(error.path("details").get(0).path("message").asString()).contains("–");
        }
        assertThat(elder.count("own_thresholds")).isZero();

        data(set(item(type, detail, end, least)), 200);
        data(set(item(type, detail, end, most)), 200);
    }

    @Test
    void oneUnsafeBoundRefusesThemAll() {

        var error = envelope(set(sugar("\"low\": 4"), systolic("\"low\": 79, \"high\": 171")), 422)
                .path("error");

        assertThat(error.path("details")
                        .valueStream()
                        .map(it -> it.path("field").asString()))
                .containsExactly("items[1].low", "items[1].high");
        assertThat(versions()).isEmpty();
    }

    @Test
    void nothingIsTooMuchOxygen() {
        assertThat(envelope(set("{\"type\": \"spo2\", \"high\": 99}"), 422)
                        .path("error")
                        .path("details")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("items[0].high");
        data(set("{\"type\": \"spo2\", \"high\": null}"), 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | items",
                "{\"items\": []} | items",
                "{\"items\": [null]} | items[0]",
                "{\"items\": [{\"low\": 90}]} | items[0].type",
                "{\"items\": [{\"type\": \"weight\", \"low\": 90}]} | items[0].type",
                "{\"items\": [{\"type\": \"acme\", \"low\": 90}]} | items[0].type",
                "{\"items\": [{\"type\": \"blood_pressure\", \"low\": 90}]} | items[0].component",
                "{\"items\": [{\"type\": \"spo2\", \"component\": \"systolic\", \"low\": 90}]} | items[0].component",
                "{\"items\": [{\"type\": \"spo2\", \"context\": \"fasting\", \"low\": 90}]} | items[0].context",
                "{\"items\": [{\"type\": \"blood_sugar\", \"context\": \"rest\", \"low\": 4}]} | items[0].context",
                "{\"items\": [{\"type\": \"heart_rate\", \"low\": 50.5}]} | items[0].low",
                "{\"items\": [{\"type\": \"temperature\", \"high\": 38.25}]} | items[0].high",
                "{\"items\": [{\"type\": \"heart_rate\", \"low\": 1e999}]} | items[0].low",
                "{\"items\": [{\"type\": \"heart_rate\", \"low\": 1e-999999}]} | items[0].low",
                "{\"items\": [{\"type\": \"spo2\", \"low\": 90}, {\"type\": \"spo2\", \"low\": 91}]} | items[1]",
            })
    void badInputIsRefusedNamingTheField(String body, String field) {

        var error = envelope(elder.app().replace(THRESHOLDS, body), 400).path("error");

        assertThat(error.path("code").asString()).isEqualTo("VALIDATION_FAILED");
        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
        assertThat(versions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\": [{\"type\": \"spo2\", \"low\": \"many\"}]}",
                "{\"items\": [{\"type\": \"spo2\", \"component\": \"acme\"}]}",
                "{\"items\": 5}",
                "[]"
            })
    void unreadableBodyIsRefused(String body) {
        assertThat(refusal(elder.app().replace(THRESHOLDS, body), 400)).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void changesAtOnceLoseNone() {

        var changes = Stream.of(
                        systolic("\"low\": 90"),
                        systolic("\"high\": 145"),
                        sugar("\"low\": 4"),
                        sugar("\"high\": 8"),
                        "{\"type\": \"heart_rate\", \"low\": 55}",
                        "{\"type\": \"spo2\", \"low\": 94}")
                .<Supplier<JsonNode>>map(it -> () -> data(set(it), 200))
                .toList();

        AtOnce.by(changes);

        assertThat(words(data(elder.app().get(THRESHOLDS), 200)))
                .contains(
                        "blood_pressure systolic 90 145 true",
                        "blood_sugar fasting 4 8 true",
                        "heart_rate  55 120 true",
                        "spo2  94 – true");
        assertThat(versions()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void areOnesOwnAlone() {

        data(set(systolic("\"low\": 90")), 200);

        var other = new Elder(client, database);
        assertThat(words(data(other.app().get(THRESHOLDS), 200))).contains("blood_pressure systolic 85 150 false");
    }

    @Test
    void childrenSeeThemAndChangeNothing() {

        data(set(systolic("\"low\": 90")), 200);

        var seen = client.get()
                .uri("/internal/users/{id}/health/thresholds", elder.id())
                .header("Authorization", "Service " + TestTokens.service("child-service", "health-service"))
                .exchange();
        assertThat(words(data(seen, 200))).contains("blood_pressure systolic 90 150 true");

        client.put()
                .uri("/internal/users/{id}/health/thresholds", elder.id())
                .header("Authorization", "Service " + TestTokens.service("child-service", "health-service"))
                .exchange()
                .expectStatus()
                .is4xxClientError();
        assertThat(versions()).containsExactly(1L);
    }

    private ResponseSpec set(String... items) {
        return elder.app().replace(THRESHOLDS, "{\"items\": [%s]}".formatted(String.join(",", items)));
    }

    private static String systolic(String ends) {
        return "{\"type\": \"blood_pressure\", \"component\": \"systolic\", %s}".formatted(ends);
    }

    private static String sugar(String ends) {
        return "{\"type\": \"blood_sugar\", \"context\": \"fasting\", %s}".formatted(ends);
    }

    private static String item(String type, @Nullable String detail, String end, BigDecimal value) {

        var name = type.equals("blood_pressure") ? "component" : "context";
        var field = detail == null ? "" : "\"%s\": \"%s\", ".formatted(name, detail);
        return "{\"type\": \"%s\", %s\"%s\": %s}".formatted(type, field, end, value);
    }

    private static List<String> words(JsonNode thresholds) {
        return thresholds
                .path("items")
                .valueStream()
                .map(it -> "%s %s %s %s %s"
                        .formatted(
                                it.path("type").asString(),
                                it.path("component").asString("")
                                        + it.path("context").asString(""),
                                it.path("low")
                                        .decimalValue()
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                it.has("high")
                                        ? it.path("high")
                                                .decimalValue()
                                                .stripTrailingZeros()
                                                .toPlainString()
                                        : "–",
                                it.path("custom").asBoolean()))
                .toList();
    }

    private List<Long> versions() {
        return elder.tables()
                .all(
                        Long.class,
                        "select version from own_threshold_versions where user_id = ? order by version",
                        elder.id());
    }
}
