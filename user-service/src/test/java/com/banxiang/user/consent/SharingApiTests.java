package com.banxiang.user.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** An elder decides in the app what children may see and do. */
@ServiceTest
class SharingApiTests {

    static final String SHARING = "/api/v1/users/me/sharing";

    Client client;
    Stored stored;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        elder = client.signIn();
    }

    @Test
    void whoNeverDecidedSharesAllButTheWhereabouts() {
        assertThat(sharing()).hasToString("""
            {"health":true,"activities":true,"location":false,"pay":true,"version":0}\
            """);
        assertThat(rows()).isZero();
    }

    @Test
    void decisionHoldsAtOnceAndIsKeptWithItsTime() {

        var before = Instant.now().minusSeconds(60);

        var decided = decide(Map.of("location", true, "pay", false, "version", 0))
                .expect(200)
                .data();

        assertThat(decided).hasToString("""
            {"health":true,"activities":true,"location":true,"pay":false,"version":1}\
            """);
        assertThat(sharing()).isEqualTo(decided);
        for (var service : List.of("child-service", "health-service")) {
            var told = client.getAs(service, "/internal/users/%s/sharing".formatted(elder.id()))
                    .expect(200)
                    .data();
            assertThat(told.path("location").asBoolean()).isTrue();
            assertThat(told.path("version").asLong()).isOne();
        }
        assertThat(stored.one(
                        Instant.class,
                        "select since from sharing_versions where user_id = ? and consent_version like 'sharing-%'",
                        elder.id()))
                .isAfter(before);
    }

    @Test
    void everyVersionStays() {

        decide(Map.of("health", false, "version", 0)).expect(200);
        decide(Map.of("health", true, "version", 1)).expect(200);
        decide(Map.of("activities", false, "version", 2)).expect(200);

        assertThat(sharing().path("version").asLong()).isEqualTo(3);
        assertThat(stored.all(
                        Boolean.class,
                        "select health from sharing_versions where user_id = ? order by version",
                        elder.id()))
                .containsExactly(false, true, true);
        assertThat(audited()).isEqualTo(3);
    }

    @Test
    void whoSawSomethingOlderIsToldSoAndNothingIsChanged() {

        decide(Map.of("health", false, "version", 0)).expect(200);
        var now = sharing();

        for (var seen : List.of(0, 2, 99)) {
            decide(Map.of("location", true, "version", seen)).expectRefusal(409, "SHARING_CHANGED");
        }

        assertThat(sharing()).isEqualTo(now);
        assertThat(rows()).isOne();
        assertThat(audited()).isOne();
    }

    @Test
    void whatIsSoAlreadyIsNoNewVersion() {

        decide(Map.of("location", true, "version", 0)).expect(200);

        var again = decide(Map.of("location", true, "version", 1)).expect(200).data();
        var nothing = decide(Map.of("version", 1)).expect(200).data();

        assertThat(again.path("version").asLong()).isOne();
        assertThat(nothing).isEqualTo(again);
        assertThat(rows()).isOne();
        assertThat(audited()).isOne();
    }

    @Test
    void nothingWishedForIsNoFirstDecisionButTheDefaultsAre() {

        decide(Map.of("version", 0)).expect(200);
        assertThat(rows()).isZero();

        decide(Map.of("health", true, "version", 0)).expect(200);
        assertThat(rows()).isOne();
    }

    @Test
    void ofTwentyAtOnceOneDecides() {

        var answers = AtOnce.by(20, () -> decide(Map.of("location", true, "version", 0)));

        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        answers.stream().filter(it -> it.status() != 200).forEach(it -> it.expectRefusal(409, "SHARING_CHANGED"));
        assertThat(rows()).isOne();
        assertThat(audited()).isOne();
    }

    @Test
    void whatIsRefusedIsNotKept() {

        decide(Map.of("health", false)).expectInvalid("version");
        decide(Map.of("health", false, "version", -1)).expectInvalid("version");
        decide(Map.of("health", "perhaps", "version", 0)).expectMalformed("health");
        client.put(SHARING, TestTokens.user(UUID.randomUUID()), Map.of("health", false, "version", 0))
                .expectRefusal(404, "USER_NOT_FOUND");

        assertThat(rows()).isZero();
    }

    @Test
    void withoutItsAuditRowThereIsNoDecision() {

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            decide(Map.of("health", false, "version", 0)).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }

        assertThat(sharing().path("version").asLong()).isZero();
        assertThat(sharing().path("health").asBoolean()).isTrue();
    }

    private JsonNode sharing() {
        return client.get(SHARING, elder.token()).expect(200).data();
    }

    private Answer decide(Map<String, ?> body) {
        return client.put(SHARING, elder.token(), body);
    }

    private long rows() {
        return stored.count("select count(*) from sharing_versions where user_id = ?", elder.id());
    }

    private long audited() {
        return stored.count(
                "select count(*) from audit_log where whose_id = ? and who_id = ? and what = 'change-sharing'",
                elder.id(),
                elder.id());
    }
}
