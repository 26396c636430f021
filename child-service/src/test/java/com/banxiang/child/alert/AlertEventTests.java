package com.banxiang.child.alert;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.World.aParent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.child.World;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contracts of the events that arrive here, through Kafka. */
@ServiceTest
class AlertEventTests {

    private static final String HEALTH = "/health-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    WebTestClient http;

    @Autowired
    List<EventListener<?>> listeners;

    @Test
    void hearsWhatTheCatalogueSays() {

        var catalogue = EventContract.all().stream()
                .filter(it -> it.consumers().contains("child"))
                .map(EventContract::topic)
                .collect(Collectors.toSet());

        assertThat(listeners.stream().map(EventListener::topic).collect(Collectors.toSet()))
                .isEqualTo(catalogue);
    }

    @Test
    void showsAnAlertFromTheFirstTellingToItsEnd() {

        var world = new World(http);
        var child = world.aChild();
        var parent = aParent();
        world.bind(child, parent);
        var raised = now(EventContract.of("alert-raised").full(), parent);
        var id = raised.path("alertId").asString();

        var event = KafkaEvents.publish("alert-raised", parent.toString(), HEALTH, raised.toString());
        await().atMost(PATIENCE).until(() -> !alerts(world, child.token()).isEmpty());
        var shown = alerts(world, child.token()).get(0);
        assertThat(shown.path("id").asString()).isEqualTo(id);
        assertThat(shown.path("message")).isEqualTo(raised.path("message"));
        assertThat(shown.path("value").toString())
                .isEqualTo(raised.path("value").toString());
        assertThat(shown.path("metadata").propertyNames())
                .containsExactlyInAnyOrderElementsOf(raised.path("metadata").propertyNames());
        assertThat(shown.path("status").asString()).isEqualTo("open");

        KafkaEvents.publish(
                "alert-raised",
                parent.toString(),
                KafkaEvents.typeOf("alert-raised"),
                event,
                HEALTH,
                raised.put("version", 9).put("count", 99).toString());
        KafkaEvents.publish(
                "alert-acknowledged",
                parent.toString(),
                HEALTH,
                about(EventContract.of("alert-acknowledged").minimal(), id, parent)
                        .put("alertVersion", 1)
                        .toString());
        await().atMost(PATIENCE).until(() -> hasStatus(alerts(world, child.token()), "acknowledged"));
        assertThat(alerts(world, child.token()).get(0).path("count")).isEqualTo(shown.path("count"));

        KafkaEvents.publish(
                "alert-closed",
                parent.toString(),
                HEALTH,
                about(EventContract.of("alert-closed").minimal(), id, parent).toString());
        await().atMost(PATIENCE).until(() -> hasStatus(alerts(world, child.token()), "closed"));
    }

    @Test
    void takesAnAlertThatSaysNoMoreThanItMust() {

        var world = new World(http);
        var child = world.aChild();
        var parent = aParent();
        world.bind(child, parent);

        KafkaEvents.publish(
                "alert-raised",
                parent.toString(),
                HEALTH,
                now(EventContract.of("alert-raised").minimal(), parent)
                        .put("new", "field")
                        .toString());

        await().atMost(PATIENCE).until(() -> !alerts(world, child.token()).isEmpty());
        assertThat(alerts(world, child.token()).get(0).has("component")).isFalse();
        assertThat(alerts(world, child.token()).get(0).has("metadata")).isFalse();
    }

    private static ObjectNode now(ObjectNode raised, UUID parent) {
        var now = Instant.now().plusSeconds(1).toString();
        return raised.put("userId", parent.toString())
                .put("version", 1)
                .put("raisedAt", now)
                .put("occurredAt", now);
    }

    private static ObjectNode about(ObjectNode event, String alert, UUID parent) {
        return event.put("alertId", alert).put("userId", parent.toString());
    }

    private static JsonNode alerts(World world, String token) {
        return data(world.client.get("/api/child/alerts", token)).path("items");
    }

    private static boolean hasStatus(JsonNode items, String status) {
        return items.get(0).path("status").asString().equals(status);
    }
}
