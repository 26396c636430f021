package com.banxiang.health.alert;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.alert.WatchedElder.ALERTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ServiceTest
class AcknowledgeAlertTests {

    @Autowired
    WebTestClient client;

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void acknowledgingIsToldAndShownOnce() {

        NeighbourStub.of("user-service")
                .answers("GET", "/internal/users/" + elder.id(), Map.of("id", elder.id(), "nickname", "王阿姨"));
        var id = elder.isAlarmed();

        var first = data(acknowledge(id), 200);
        var second = data(acknowledge(id), 200);

        assertThat(first.path("status").asString()).isEqualTo("acknowledged");
        assertThat(first.path("acknowledgedBy").path("kind").asString()).isEqualTo("user");
        assertThat(first.path("acknowledgedBy").path("name").asString()).isEqualTo("王阿姨");
        assertThat(second).isEqualTo(first);
        var event = RecordedEvents.of("alert-acknowledged").await(elder.key());
        EventContract.of("alert-acknowledged").verify(event.value());
        assertThat(event.json().path("alertVersion").asInt()).isEqualTo(1);
        assertThat(event.json().path("by").path("id").asString()).isEqualTo(elder.key());
        assertThat(elder.announced("alert-acknowledged")).isEqualTo(1);
    }

    @Test
    void twentyAcknowledgementsAtOnceAreOne() {

        var id = elder.isAlarmed();

        var answers = AtOnce.by(
                20, () -> data(acknowledge(id), 200).path("acknowledgedAt").asString());

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(elder.announced("alert-acknowledged")).isEqualTo(1);
    }

    @Test
    void nameIsLeftOutWhileItsOwnerIsAway() {

        NeighbourStub.of("user-service").dropsConnections("GET", "/internal/users/" + elder.id());
        var id = elder.isAlarmed();

        var alert = data(acknowledge(id), 200);

        assertThat(alert.path("acknowledgedBy").path("id").asString()).isEqualTo(elder.key());
        assertThat(alert.path("acknowledgedBy").has("name")).isFalse();
    }

    @Test
    void closedAlertIsAcknowledgedWithoutAChange() {

        elder.measures(168, 104, Instant.now().minusSeconds(60));
        elder.measures(120, 80, Instant.now().minusSeconds(40));
        elder.measures(120, 80, Instant.now().minusSeconds(30));
        var id = elder.closed().json().path("alertId").asString();

        var alert = data(acknowledge(id), 200);

        assertThat(alert.path("status").asString()).isEqualTo("closed");
        assertThat(alert.has("acknowledgedBy")).isFalse();
        assertThat(elder.announced("alert-acknowledged")).isZero();
    }

    @Test
    void answeringForOneThatIsOverSaysNothingOfTheNextOne() {

        elder.measures(168, 104, Instant.now().minusSeconds(60));
        elder.measures(120, 80, Instant.now().minusSeconds(40));
        elder.measures(120, 80, Instant.now().minusSeconds(30));
        var over = elder.closed().json().path("alertId").asString();
        elder.measures(170, 104, Instant.now().minusSeconds(20));
        var next = elder.raised(2).get(1).json().path("alertId").asString();

        assertThat(data(acknowledge(over), 200).path("status").asString()).isEqualTo("closed");

        assertThat(elder.statusOf(next)).isEqualTo("open");
    }

    @Test
    void somebodyElsesAlertIsNotThere() {

        var id = elder.isAlarmed();
        var stranger = Api.ofElder(client, UUID.randomUUID());

        assertThat(refusal(stranger.put(ALERTS + "/" + id + "/ack"), 404)).isEqualTo("ALERT_NOT_FOUND");
        assertThat(data(stranger.get(ALERTS), 200).path("items")).isEmpty();
        assertThat(elder.statusOf(id)).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "x"})
    void idOfAnotherFormIsNotFound(String id) {
        assertThat(refusal(acknowledge(id), 404)).isEqualTo("NOT_FOUND");
    }

    private ResponseSpec acknowledge(String alert) {
        return elder.app().put(ALERTS + "/" + alert + "/ack");
    }
}
