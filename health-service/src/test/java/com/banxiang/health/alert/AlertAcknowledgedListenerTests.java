package com.banxiang.health.alert;

import static com.banxiang.health.alert.WatchedElder.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class AlertAcknowledgedListenerTests {

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void childsAcknowledgementIsAppliedAndNotToldAgain() {

        var child = UUID.randomUUID();
        NeighbourStub.of("child-service")
                .answers(
                        "GET",
                        "/internal/parents/%s/children".formatted(elder.id()),
                        Map.of("items", List.of(Map.of("childId", child, "nickname", "小明"))));
        var id = elder.isAlarmed();

        elder.isAnsweredFor(id, child, 1);

        await().untilAsserted(() -> {
            var alert = elder.alerts().getFirst();
            assertThat(alert.path("status").asString()).isEqualTo("acknowledged");
            assertThat(alert.path("acknowledgedBy").path("kind").asString()).isEqualTo("child");
            assertThat(alert.path("acknowledgedBy").path("name").asString()).isEqualTo("小明");
        });
        assertThat(elder.announced("alert-acknowledged")).isZero();
    }

    @Test
    void childsAcknowledgementHoldsForTheTellingItNames() {

        elder.measures(168, 104, Instant.now().minusSeconds(20));
        elder.measures(190, 104, Instant.now().minusSeconds(10));
        var id = elder.raised(2).getFirst().json().path("alertId").asString();

        var child = UUID.randomUUID();

        elder.isAnsweredFor(id, UUID.randomUUID(), 1);
        elder.isAnsweredFor(id, child, 2);

        awaitAnswerOf(child, id);
    }

    @Test
    void whatThisServiceToldItselfIsNotHeard() {

        var id = elder.isAlarmed();
        var child = UUID.randomUUID();

        elder.isAnsweredFor(id, UUID.randomUUID(), 1, "/health-service");
        elder.isAnsweredFor(id, child, 1);

        awaitAnswerOf(child, id);
    }

    private void awaitAnswerOf(UUID child, String alert) {
        await().untilAsserted(() -> assertThat(elder.statusOf(alert)).isEqualTo("acknowledged"));
        assertThat(elder.alert(alert).path("acknowledgedBy").path("id").asString())
                .isEqualTo(child.toString());
    }
}
