package com.banxiang.user.portability;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Shipped;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A person takes along all the fleet knows about them. */
@ServiceTest
class ExportApiTests {

    static final String EXPORT = "/api/v1/users/me/export";

    Client client;
    Stored stored;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        elder = client.signIn();
        answer("child-service", Map.of("bonds", List.of(Map.of("relationship", "son"))));
        answer("health-service", Map.of("records", List.of(Map.of("value", 128)), "complete", true));
        answer("notification-service", Map.of("notifications", List.of(), "complete", true));
    }

    @Test
    void everyServiceSaysWhatItKnows() {

        client.post("/api/v1/users/me/consents", elder.token(), Map.of("document", "health", "version", "1"))
                .expect(200);
        client.put("/api/v1/users/me/sharing", elder.token(), Map.of("location", true, "version", 0))
                .expect(200);

        var exported = client.get(EXPORT, elder.token()).expect(200).data();

        assertThat(exported.path("account").path("id").asString())
                .isEqualTo(elder.id().toString());
        assertThat(exported.path("consents").get(0).path("document").asString()).isEqualTo("health");
        assertThat(exported.path("sharing").get(0).path("location").asBoolean()).isTrue();
        assertThat(exported.path("sessions")).hasSize(1);
        assertThat(exported.path("family")
                        .path("bonds")
                        .get(0)
                        .path("relationship")
                        .asString())
                .isEqualTo("son");
        assertThat(exported.path("health").path("records").get(0).path("value").asInt())
                .isEqualTo(128);
        assertThat(exported.path("notifications").path("complete").asBoolean()).isTrue();
        assertThat(exported.path("unavailable")).isEmpty();
    }

    @Test
    void linksOfBothSidesAreThereEndedOnesToo() {

        var child = client.signIn();
        var code = client.post("/api/v1/family/generate-code", elder.token(), Map.of())
                .expect(201)
                .data()
                .path("code")
                .asString();
        var link = client.post("/api/v1/family/link", child.token(), Map.of("code", code, "relationship", "son"))
                .expect(201)
                .data()
                .path("linkId")
                .asString();
        client.delete("/api/v1/family/members/" + link, elder.token()).expect(200);

        var exported = client.get(EXPORT, elder.token()).expect(200).data();

        assertThat(exported.path("links")).singleElement().satisfies(it -> {
            assertThat(it.path("linkId").asString()).isEqualTo(link);
            assertThat(it.has("endedAt")).isTrue();
        });
    }

    @Test
    void partsThatFailAreNamedAndTheRestIsThere() {

        NeighbourStub.of("health-service").refuses("GET", part(), 503, "UPSTREAM_UNAVAILABLE");
        NeighbourStub.of("child-service").dropsConnections("GET", part());

        var exported = client.get(EXPORT, elder.token()).expect(200).data();

        assertThat(exported.path("unavailable").valueStream().map(it -> it.asString()))
                .containsExactly("child-service", "health-service");
        assertThat(exported.has("family")).isFalse();
        assertThat(exported.has("health")).isFalse();
        assertThat(exported.has("notifications")).isTrue();
    }

    @Test
    void neighboursLearnForWhomItIs() {

        client.get(EXPORT, elder.token()).expect(200);

        assertThat(NeighbourStub.of("health-service").asked("GET", part()))
                .singleElement()
                .satisfies(it -> assertThat(it.getHeader("X-Acting-For")).isEqualTo("user:" + elder.id()));
    }

    @Test
    void phoneIsMaskedAsInEveryAnswer() {
        assertThat(client.get(EXPORT, elder.token()).expect(200).text())
                .contains("****")
                .doesNotContain(elder.phone());
    }

    @Test
    void itIsRememberedOrNotDone() {

        client.get(EXPORT, elder.token()).expect(200);
        assertThat(stored.count(
                        "select count(*) from audit_log where what = 'export-account' and whose_id = ?", elder.id()))
                .isOne();

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            client.get(EXPORT, elder.token()).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }
    }

    @Test
    void nobodyIsNotFound() {
        client.get(EXPORT, TestTokens.user(UUID.randomUUID())).expectRefusal(404, "USER_NOT_FOUND");
    }

    @Test
    void neighboursAreGivenThreeSecondsEach() {
        assertThat(Shipped.settings("user.export", ExportSettings.class).patience())
                .isEqualTo(Duration.ofSeconds(3));
    }

    private String part() {
        return "/internal/users/%s/export".formatted(elder.id());
    }

    private void answer(String service, Object content) {
        NeighbourStub.of(service).answers("GET", part(), content);
    }
}
