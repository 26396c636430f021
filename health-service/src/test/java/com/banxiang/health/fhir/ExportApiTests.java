package com.banxiang.health.fhir;

import static com.banxiang.health.Api.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.health.Readings;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All of one's readings, as other health systems understand them. */
@ServiceTest
class ExportApiTests {

    static final String EXPORT = "/api/v1/health/export";

    static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");

    Elder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void pressureIsAPanelAndItsPulseAnObservationOfItsOwn() {

        var record = elder.adds("""
            {"type": "blood_pressure", "value": 152, "recordedAt": "%s", "notes": "头疼",
             "metadata": {"systolic": 152, "diastolic": 94, "heartRate": 78}}\
            """.formatted(NOON));

        var bundle = export();

        assertThat(bundle.path("resourceType").asString()).isEqualTo("Bundle");
        assertThat(bundle.path("type").asString()).isEqualTo("collection");
        assertThat(bundle.path("entry")).hasSize(2);
        var urn = "urn:uuid:" + record.path("id").asString();
        assertThat(bundle.path("entry").get(0).path("fullUrl").asString()).isEqualTo(urn);
        var panel = bundle.path("entry").get(0).path("resource");
        assertThat(codes(panel)).isEqualTo("85354-9");
        assertThat(panel.path("status").asString()).isEqualTo("final");
        assertThat(panel.path("effectiveDateTime").asString()).isEqualTo("2026-11-20T12:00:00+08:00");
        assertThat(panel.path("component")
                        .valueStream()
                        .map(it -> codes(it) + " "
                                + it.path("valueQuantity").path("value").asInt() + " "
                                + it.path("valueQuantity").path("code").asString()))
                .containsExactly("8480-6 152 mm[Hg]", "8462-4 94 mm[Hg]");
        assertThat(interpretation(panel)).isEqualTo("H");
        assertThat(panel.path("note").get(0).path("text").asString()).isEqualTo("头疼");
        assertThat(panel.path("subject").path("identifier").path("value").asString())
                .isEqualTo("urn:uuid:" + elder.id());
        var pulse = bundle.path("entry").get(1).path("resource");
        assertThat(codes(pulse)).isEqualTo("8867-4");
        assertThat(pulse.path("valueQuantity").path("value").asInt()).isEqualTo(78);
        assertThat(pulse.path("derivedFrom").get(0).path("reference").asString())
                .isEqualTo(urn);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "\"type\": \"heart_rate\", \"value\": 72 | 8867-4 | /min | vital-signs | N",
                "\"type\": \"heart_rate\", \"value\": 40, \"metadata\": {\"context\": \"rest\"} | 40443-4 | /min |"
                        + " vital-signs | LL",
                "\"type\": \"spo2\", \"value\": 94 | 59408-5 2708-6 | % | vital-signs | L",
                "\"type\": \"temperature\", \"value\": 39.0 | 8310-5 | Cel | vital-signs | HH",
                "\"type\": \"temperature\", \"value\": 33, \"metadata\": {\"site\": \"skin\"} | 8310-5 | Cel |"
                        + " vital-signs | -",
                "\"type\": \"blood_sugar\", \"value\": 5, \"metadata\": {\"context\": \"fasting\"} | 14770-2 | mmol/L |"
                        + " laboratory | N",
                "\"type\": \"blood_sugar\", \"value\": 5, \"metadata\": {\"context\": \"after_meal\"} | 14760-3 |"
                        + " mmol/L | laboratory | N",
                "\"type\": \"blood_sugar\", \"value\": 6.5 | 14743-9 | mmol/L | laboratory | H",
                "\"type\": \"weight\", \"value\": 60 | 29463-7 | kg | vital-signs | -",
                "\"type\": \"steps\", \"value\": 600 | 55423-8 | {steps} | activity | -",
                "\"type\": \"sleep\", \"value\": 420 | 93832-4 | min | activity | -",
            })
    void everyTypeHasItsCodes(String reading, String codes, String ucum, String category, String interpretation) {

        elder.adds("{%s, \"recordedAt\": \"%s\"}".formatted(reading, NOON));

        var resource = export().path("entry").get(0).path("resource");

        assertThat(codes(resource)).isEqualTo(codes);
        assertThat(resource.path("valueQuantity").path("code").asString()).isEqualTo(ucum);
        assertThat(resource.path("valueQuantity").path("system").asString()).isEqualTo("http://unitsofmeasure.org");
        assertThat(resource.path("category")
                        .get(0)
                        .path("coding")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo(category);
        assertThat(interpretation(resource)).isEqualTo(interpretation);
    }

    @Test
    void meterThatShowsHiSaysMoreThan() {

        elder.adds("{\"type\": \"blood_sugar\", \"value\": 33.3, \"metadata\": {\"comparator\": \">\"}}");

        var resource = export().path("entry").get(0).path("resource");

        assertThat(resource.path("valueQuantity").path("comparator").asString()).isEqualTo(">");
        assertThat(interpretation(resource)).isEqualTo("HH");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 201, 450})
    void everythingIsThereOnceHoweverManyPagesItTakes(int many) {

        if (many > 0) {
            elder.addsAll(IntStream.range(0, many)
                    .mapToObj(it -> Readings.reading("heart_rate", 60, NOON.minusSeconds(it)))
                    .toArray(String[]::new));
        }

        assertThat(export().path("entry")
                        .valueStream()
                        .map(it -> it.path("fullUrl").asString()))
                .hasSize(many)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?format=", "?format=csv"})
    void otherFormatsAreRefused(String query) {

        var error = envelope(elder.app().get(EXPORT + query), 400).path("error");

        assertThat(error.path("code").asString()).isEqualTo("VALIDATION_FAILED");
        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo("format");
    }

    private JsonNode export() {

        var answer = elder.app()
                .get(EXPORT + "?format=fhir")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/fhir+json")
                .expectBody(byte[].class)
                .returnResult();
        return JsonMapper.shared().readTree(answer.getResponseBody());
    }

    private static String codes(JsonNode resource) {
        return String.join(
                " ",
                resource.path("code")
                        .path("coding")
                        .valueStream()
                        .map(it -> it.path("code").asString())
                        .toList());
    }

    private static String interpretation(JsonNode resource) {
        return resource.path("interpretation")
                .path(0)
                .path("coding")
                .path(0)
                .path("code")
                .asString(null);
    }
}
