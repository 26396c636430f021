package com.banxiang.user.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import com.banxiang.user.Stored;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** child-service says that a child wants to be forgotten. */
@ServiceTest
class EraseChildTests {

    static final String CHILD_SERVICE = "child-service";

    final UUID child = UUID.randomUUID();
    final UUID elder = UUID.randomUUID();

    Client client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
    }

    @Test
    void sessionsEndTheProjectionGoesAndTheFleetIsTold() {

        var tokens = client.postAs(CHILD_SERVICE, "/internal/children/%s/tokens".formatted(child), Map.of())
                .expect(200)
                .data();
        var sid = Client.claim(tokens.path("token").asString(), "sid");
        linked();

        erase().expect(200);

        assertThat(stored.saying(child)).isEmpty();
        client.postAs(
                        CHILD_SERVICE,
                        "/internal/tokens/refresh",
                        Map.of("refreshToken", tokens.path("refreshToken").asString(), "typ", "child"))
                .expectRefusal(401, "INVALID_REFRESH_TOKEN");
        assertThat(client.getAs("gateway", "/internal/sessions/revoked")
                        .expect(200)
                        .data()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("sid").asString()))
                .contains(sid);
        var event = RecordedEvents.of("user-deleted").await(child.toString());
        EventContract.of("user-deleted").verify(event.json());
        assertThat(event.json().path("account").path("kind").asString()).isEqualTo("child");
    }

    @Test
    void againChangesNothingHoweverManyAsk() {

        var answers = AtOnce.by(10, this::erase);

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(stored.announced("user-deleted", child)).hasSize(1);
    }

    @Test
    void nobodyOpensASessionForWhoIsGone() {

        erase().expect(200);

        client.postAs(CHILD_SERVICE, "/internal/children/%s/tokens".formatted(child), Map.of())
                .expectRefusal(404, "USER_NOT_FOUND");
        assertThat(stored.saying(child)).isEmpty();
    }

    @Test
    void whoAskedIsRemembered() {

        erase().expect(200);

        assertThat(stored.count(
                        "select count(*) from audit_log"
                                + " where what = 'erase-account' and whose_id = ? and who_service = 'child-service'",
                        child))
                .isOne();
    }

    private Answer erase() {
        return client.postAs(CHILD_SERVICE, "/internal/children/%s/erase".formatted(child), Map.of());
    }

    private void linked() {
        var event = EventContract.of("family-linked").full();
        event.put("linkId", UUID.randomUUID().toString());
        event.put("parentUserId", elder.toString());
        event.putObject("child").put("kind", "child").put("id", child.toString());
        KafkaEvents.publish("family-linked", elder.toString(), "/child-service", event.toString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> stored.count("select count(*) from child_links where child_id = ?", child) == 1);
    }
}
