package com.banxiang.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** How the app looks and speaks, and what there is to be interested in. */
@ServiceTest
class SettingsApiTests {

    static final String ME = "/api/v1/users/me";
    static final String SETTINGS = "/api/v1/users/settings";

    Client client;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http) {
        client = new Client(http);
        elder = client.signIn();
    }

    @ParameterizedTest
    @CsvSource({"small, slow, false", "medium, normal, true", "large, fast, false", "xlarge, slow, true"})
    void areKeptAndShown(String fontSize, String speechSpeed, boolean autoVoice) {

        var answered = change("{\"fontSize\":\"%s\",\"speechSpeed\":\"%s\",\"autoVoice\":%s}"
                        .formatted(fontSize, speechSpeed, autoVoice))
                .expect(200)
                .data();

        assertThat(settings().path("fontSize").asString()).isEqualTo(fontSize);
        assertThat(settings().path("speechSpeed").asString()).isEqualTo(speechSpeed);
        assertThat(settings().path("autoVoice").asBoolean()).isEqualTo(autoVoice);
        assertThat(answered).isEqualTo(me());
    }

    @Test
    void whatIsNotSaidStaysAndWhatIsClearedIsTheDefaultAgain() {

        change("{\"fontSize\":\"xlarge\",\"autoVoice\":false}").expect(200);
        change("{\"speechSpeed\":\"slow\"}").expect(200);
        assertThat(settings()).hasToString("""
            {"fontSize":"xlarge","speechSpeed":"slow","autoVoice":false}\
            """);

        change("{\"fontSize\":null,\"speechSpeed\":null,\"autoVoice\":null}").expect(200);
        assertThat(settings()).hasToString("""
            {"fontSize":"medium","speechSpeed":"normal","autoVoice":true}\
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fontSize | {\"autoVoice\":false,\"fontSize\":\"huge\"}",
                "speechSpeed | {\"autoVoice\":false,\"speechSpeed\":\"FAST\"}",
                "autoVoice | {\"fontSize\":\"large\",\"autoVoice\":\"perhaps\"}"
            })
    void whatThereIsNotIsRefusedAndNothingIsChanged(String field, String body) {

        var before = settings();

        change(body).expectMalformed(field);

        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void twoWhoChangeDifferentFieldsAtOnceBothSucceed(@Autowired DatabaseClient database) {

        Contended.row(database, "select 1 from users where id = $1", elder.id())
                .by(() -> change("{\"fontSize\":\"large\"}"), () -> change("{\"speechSpeed\":\"fast\"}"))
                .forEach(it -> it.expect(200));

        assertThat(settings().path("fontSize").asString()).isEqualTo("large");
        assertThat(settings().path("speechSpeed").asString()).isEqualTo("fast");
    }

    @Test
    void surviveAChangeOfTheProfileAndOfTheEmergencyContact() {

        change("{\"fontSize\":\"xlarge\"}").expect(200);
        var before = settings();

        client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", "桂兰"))
                .expect(200);
        client.put(
                        "/api/v1/users/emergency-contact",
                        elder.token(),
                        Map.of("name", "李华", "phone", "13800138001", "consent", true))
                .expect(200);

        assertThat(settings()).isEqualTo(before);
        assertThat(me().path("nickname").asString()).isEqualTo("桂兰");
    }

    @Test
    void nobodyHasNone() {
        client.put(SETTINGS, TestTokens.user(UUID.randomUUID()), Map.of("autoVoice", true))
                .expectRefusal(404, "USER_NOT_FOUND");
    }

    @Test
    void interestsAreTheOnesAProfileTakes() {

        var catalogue =
                client.get("/api/v1/interests", elder.token()).expect(200).data();

        assertThat(catalogue.path("items")).hasSizeGreaterThan(20);
        assertThat(catalogue.path("nextCursor").isNull()).isTrue();
        var all = catalogue.path("items").valueStream().limit(20).toList();
        client.put("/api/v1/users/profile", elder.token(), Map.of("interests", all))
                .expect(200);
    }

    private Answer change(String body) {
        return client.put(SETTINGS, elder.token(), body);
    }

    private JsonNode settings() {
        return me().path("settings");
    }

    private JsonNode me() {
        return client.get(ME, elder.token()).expect(200).data();
    }
}
