package com.banxiang.user.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ConsentApiTests {

    static final String CONSENTS = "/api/v1/users/me/consents";

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
    void consentIsKeptWithVersionAndTime() {

        var given = say("health", "2026-11", null).expect(200).data();

        assertThat(given.path("document").asString()).isEqualTo("health");
        assertThat(given.path("version").asString()).isEqualTo("2026-11");
        assertThat(given.path("at").asString()).endsWith("Z");
        assertThat(given.has("withdrawnAt")).isFalse();
        assertThat(list()).containsExactly(given);
        assertThat(healthConsent()).isTrue();
    }

    @Test
    void nobodyHasConsentedToAnythingAtFirst() {
        assertThat(list()).isEmpty();
        assertThat(healthConsent()).isFalse();
    }

    @Test
    void sayingItAgainChangesNothing() {

        var first = say("health", "2026-11", true).expect(200).data();
        var again = say("health", "2026-11", true).expect(200).data();

        assertThat(again).isEqualTo(first);
        assertThat(rows()).isOne();
    }

    @Test
    void newVersionIsANewConsentBesideTheOld() {

        say("terms", "1", true).expect(200);
        var second = say("terms", "2", true).expect(200).data();

        assertThat(list()).containsExactly(second);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void withdrawingStaysOnRecord() {

        var given = say("health", "2026-11", true).expect(200).data();

        var withdrawn = say("health", "2026-11", false).expect(200).data();

        assertThat(withdrawn.path("at")).isEqualTo(given.path("at"));
        assertThat(withdrawn.path("withdrawnAt").asString()).endsWith("Z");
        assertThat(list()).containsExactly(withdrawn);
        assertThat(healthConsent()).isFalse();
        assertThat(say("health", "2026-11", false).expect(200).data()).isEqualTo(withdrawn);
        assertThat(rows()).isOne();
    }

    @Test
    void consentCanBeGivenAnew() {

        say("health", "2026-11", true).expect(200);
        say("health", "2026-11", false).expect(200);
        var anew = say("health", "2026-11", true).expect(200).data();

        assertThat(anew.has("withdrawnAt")).isFalse();
        assertThat(healthConsent()).isTrue();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void decliningIsNotConsenting() {

        var declined = say("health", "2026-11", false).expect(200).data();

        assertThat(declined.has("withdrawnAt")).isTrue();
        assertThat(healthConsent()).isFalse();
    }

    @Test
    void documentsAreIndependent() {

        say("terms", "1", true).expect(200);
        say("privacy", "1", true).expect(200);
        say("privacy", "1", false).expect(200);

        assertThat(healthConsent()).isFalse();
        assertThat(list()).extracting(it -> it.path("document").asString()).containsExactly("privacy", "terms");
    }

    @Test
    void twentyAtOnceAreOneConsent() {

        var answers = AtOnce.by(20, () -> say("health", "2026-11", true));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers)
                .extracting(it -> it.data().path("at").asString())
                .hasSize(20)
                .containsOnly(answers.getFirst().data().path("at").asString());
        assertThat(rows()).isOne();
    }

    @Test
    void consentsArePersonal() {

        say("health", "2026-11", true).expect(200);
        var other = client.signIn();

        assertThat(client.get(CONSENTS, other.token()).expect(200).data().path("items"))
                .isEmpty();
    }

    @Test
    void readsCarefully() {

        say("health", "", null).expectInvalid("version");
        say("health", "1 2", null).expectInvalid("version");
        say("marriage", "1", null).expectMalformed("document");
        client.post(CONSENTS, elder.token(), "{\"document\":\"health\",\"version\":\"1\",\"granted\":\"no\"}")
                .expectMalformed("granted");
        client.post(CONSENTS, elder.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(CONSENTS, TestTokens.user(UUID.randomUUID()), Map.of("document", "health", "version", "1"))
                .expectRefusal(404, "USER_NOT_FOUND");
        assertThat(rows()).isZero();
    }

    @Test
    void whoNeverDecidedSharesAllButTheWhereabouts() {

        var sharing = client.getAs("child-service", "/internal/users/%s/sharing".formatted(elder.id()))
                .expect(200)
                .data();

        assertThat(sharing.path("health").asBoolean()).isTrue();
        assertThat(sharing.path("activities").asBoolean()).isTrue();
        assertThat(sharing.path("pay").asBoolean()).isTrue();
        assertThat(sharing.path("location").asBoolean(true)).isFalse();
        assertThat(sharing.path("version").asLong(-1)).isZero();
        assertThat(sharing.path("healthConsent").asBoolean(true)).isFalse();
    }

    @Test
    void sharingOfNobodyIsNotFound() {
        client.getAs("child-service", "/internal/users/%s/sharing".formatted(UUID.randomUUID()))
                .expectRefusal(404, "USER_NOT_FOUND");
    }

    private Answer say(String document, String version, Boolean granted) {
        var body = new HashMap<String, Object>(Map.of("document", document, "version", version));
        if (granted != null) {
            body.put("granted", granted);
        }
        return client.post(CONSENTS, elder.token(), body);
    }

    private List<JsonNode> list() {
        return client.get(CONSENTS, elder.token())
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .toList();
    }

    private boolean healthConsent() {
        return client.getAs("health-service", "/internal/users/%s/sharing".formatted(elder.id()))
                .expect(200)
                .data()
                .path("healthConsent")
                .asBoolean();
    }

    private long rows() {
        return stored.count("select count(*) from consents where user_id = ?", elder.id());
    }
}
