package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A band calls for help: from its message to the alert, and to the answer that ends it. */
@ServiceTest
class BandAlarmTests {

    static final String ALERTS = "/api/v1/health/alerts";

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    Elder elder;
    Band band;

    @BeforeEach
    void pair() {
        elder = new Elder(client, database);
        band = Band.of(elder, client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sos", "fall"})
    void callForHelpIsACriticalAlertAtOnce(String metric) {

        var at = Instant.now().minusSeconds(3).truncatedTo(ChronoUnit.MILLIS);

        var answer = data(band.measures(call(metric, at)), 202);

        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.path("rejected")).isEmpty();
        var alert = alerts().getFirst();
        assertThat(alert.path("type").asString()).isEqualTo(metric);
        assertThat(alert.path("severity").asString()).isEqualTo("critical");
        assertThat(alert.path("status").asString()).isEqualTo("open");
        assertThat(alert.path("recordedAt").asString()).isEqualTo(at.toString());
        assertThat(alert.path("message").asString()).contains("120").endsWith("本提醒不是诊断。");
        for (var absent : List.of("value", "unit", "direction", "bound", "recordId", "metadata", "component")) {
            assertThat(alert.has(absent)).as(absent).isFalse();
        }
        var told = RecordedEvents.of("alert-raised").await(elder.key());
        EventContract.of("alert-raised").verify(told.value());
        assertThat(told.json().path("type").asString()).isEqualTo(metric);
        assertThat(told.json().path("alertId")).isEqualTo(alert.path("id"));
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void readingsBesideItAreStored() {

        var answer = data(band.measures(Band.spo2(97), call("sos", Instant.now()), "{\"metric\": \"acme\"}"), 202);

        assertThat(answer.path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.path("rejected")).hasSize(1);
        assertThat(elder.count("health_records")).isEqualTo(1);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void sentTwiceItIsOne() {

        var at = Instant.now();
        var id = Band.newId();
        var message = band.message(id, call("sos", at));

        data(band.sends(id, message), 202);
        data(band.sends(id, message), 200);
        data(band.measures(call("sos", at), call("sos", at)), 202);

        assertThat(alerts())
                .singleElement()
                .satisfies(it -> assertThat(it.path("count").asInt()).isEqualTo(1));
        assertThat(elder.announced("alert-raised")).isEqualTo(1);
    }

    @Test
    void manyAtOnceAreOneAlertThatCountsThem() {

        var now = Instant.now();
        var asks = IntStream.range(0, 10)
                .<Supplier<JsonNode>>mapToObj(it -> () -> data(band.measures(call("fall", now.minusMillis(it))), 202))
                .toList();

        AtOnce.by(asks);

        assertThat(alerts())
                .singleElement()
                .satisfies(it -> assertThat(it.path("count").asInt()).isEqualTo(10));
        assertThat(elder.announced("alert-raised")).isEqualTo(1);
    }

    @Test
    void clockThatIsWrongCostsNoCall() {

        data(band.measures(call("sos", Instant.now().plus(Duration.ofDays(400)))), 202);
        data(band.measures("{\"metric\": \"fall\", \"confidence\": 0.8}"), 202);

        assertThat(alerts())
                .hasSize(2)
                .allSatisfy(it -> assertThat(Instant.parse(it.path("recordedAt").asString()))
                        .isBetween(Instant.now().minusSeconds(60), Instant.now()));
    }

    @Test
    void yesterdaysCallIsHistory() {

        data(band.measures(call("sos", Instant.now().minus(Duration.ofHours(25)))), 202);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void withoutConsentOrALinkNothingIsStored() {

        var other = new Elder(client, database);
        other.agrees(false);
        elder.tables().change("update device_links set user_id = ? where external_id = ?", other.id(), band.deviceId());

        assertThat(data(band.measures(call("sos", Instant.now())), 202)
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        data(new Band(client).measures(call("sos", Instant.now())), 202);

        assertThat(other.count("alerts")).isZero();
        assertThat(other.announced("alert-raised")).isZero();
    }

    @Test
    void isRaisedTogetherWithItsMessageOrNotAtAll() {

        var id = Band.newId();
        var message = band.message(id, call("sos", Instant.now()));
        elder.tables()
                .change("alter table outbox_messages add constraint no_calls check (message_key <> '%s') not valid"
                        .formatted(elder.key()));

        try {
            assertThat(refusal(band.sends(id, message), 500)).isEqualTo("INTERNAL_ERROR");
        } finally {
            elder.tables().change("alter table outbox_messages drop constraint no_calls");
        }

        assertThat(alerts()).isEmpty();
        assertThat(band.remembered(elder.tables())).isZero();
        data(band.sends(id, message), 202);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void ownAnswerDoesNotEndIt() {

        data(band.measures(call("sos", Instant.now())), 202);
        var id = alerts().getFirst().path("id").asString();

        assertThat(data(elder.app().put(ALERTS + "/{id}/ack", id), 200)
                        .path("status")
                        .asString())
                .isEqualTo("acknowledged");
        assertThat(elder.announced("alert-closed")).isZero();
    }

    @Test
    void childsAnswerEndsItAndTheNextCallIsAnother() {

        var at = Instant.now();
        data(band.measures(call("sos", at)), 202);
        var id = alerts().getFirst().path("id").asString();
        var child = UUID.randomUUID();

        answers(child, id);

        var closed = RecordedEvents.of("alert-closed").await(elder.key());
        EventContract.of("alert-closed").verify(closed.value());
        assertThat(closed.json().path("reason").asString()).isEqualTo("acknowledged");
        var alert = alerts().getFirst();
        assertThat(alert.path("status").asString()).isEqualTo("closed");
        assertThat(alert.path("acknowledgedBy").path("id").asString()).isEqualTo(child.toString());
        assertThat(elder.announced("alert-acknowledged")).isZero();

        data(band.measures(call("sos", at)), 202);
        assertThat(alerts()).hasSize(1);
        data(band.measures(call("sos", at.plusMillis(1))), 202);
        assertThat(alerts()).hasSize(2);
    }

    private void answers(UUID child, String alert) {

        var event = EventContract.of("alert-acknowledged").minimal();
        event.put("alertId", alert);
        event.put("userId", elder.key());
        event.put("type", "sos");
        event.put("alertVersion", 1);
        event.put("occurredAt", Instant.now().toString());
        event.putObject("by").put("kind", "child").put("id", child.toString());
        KafkaEvents.publish("alert-acknowledged", elder.key(), "/child-service", event.toString());
    }

    private List<JsonNode> alerts() {
        return data(elder.app().get(ALERTS), 200).path("items").valueStream().toList();
    }

    private static String call(String metric, Instant at) {
        return "{\"metric\": \"%s\", \"measuredAt\": \"%s\", \"lng\": 104.06, \"lat\": 30.67}".formatted(metric, at);
    }
}
