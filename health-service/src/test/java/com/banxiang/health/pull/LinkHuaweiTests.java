package com.banxiang.health.pull;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.pull.Account.DEVICES;
import static com.banxiang.health.pull.Account.answer;
import static com.banxiang.health.pull.Account.begin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.health.Elder;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** From the app to Huawei's page, and back. */
@ServiceTest
class LinkHuaweiTests {

    private static final String OK = "banxiang://devices/linked?brand=huawei&result=ok";
    private static final String DENIED = "banxiang://devices/linked?brand=huawei&result=denied";
    private static final String EXPIRED = "banxiang://devices/linked?brand=huawei&result=expired";

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    FieldCipher cipher;

    Elder elder;
    Account account;

    @BeforeEach
    void meet() {
        elder = new Elder(client, database);
        account = new Account(client);
        account.agrees(Account.ALL, 3600);
        account.nothingNew();
    }

    @Test
    void theAppIsToldWhereToGo() throws Exception {

        var begun = begin(elder);

        assertThat(begun.path("brand").asString()).isEqualTo("huawei");
        assertThat(begun.path("status").asString()).isEqualTo("pending");
        assertThat(begun.path("id").asString()).isNotBlank();
        var address = URI.create(begun.path("authorizeUrl").asString());
        var query = query(address);
        assertThat(address.getPath()).endsWith("/oauth2/v3/authorize");
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "100000001")
                .containsEntry("redirect_uri", "http://127.0.0.1:8080/api/v1/health/devices/callback/huawei")
                .containsEntry("access_type", "offline")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("state", begun.path("state").asString());
        assertThat(query.get("scope").split(" ")).contains("openid", "https://www.huawei.com/healthkit/sleep.read");
        assertThat(data(elder.app().get(DEVICES), 200).path("items")).isEmpty();
    }

    @Test
    void whoAgreesIsLinkedAndOthersHearOfIt() throws Exception {

        var begun = begin(elder);
        var challenge = query(URI.create(begun.path("authorizeUrl").asString())).get("code_challenge");

        assertThat(account.comesBack(begun.path("state").asString())).isEqualTo(OK);

        var device = data(elder.app().get(DEVICES), 200).path("items").get(0);
        assertThat(device.path("id").asString()).isEqualTo(begun.path("id").asString());
        assertThat(device.path("status").asString()).isEqualTo("linked");
        assertThat(device.has("externalId")).isFalse();
        assertThat(device.has("authorizeUrl")).isFalse();
        var event = RecordedEvents.of("device-linked").await(elder.key());
        EventContract.of("device-linked").verify(event.value());
        assertThat(event.json().path("brand").asString()).isEqualTo("huawei");
        assertThat(elder.announced("device-linked")).isEqualTo(1);
        var form = query(URI.create(
                "x:/?" + account.exchanges().getFirst().getBodyAsString().replace("+", "%20")));
        assertThat(form)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", account.code())
                .containsEntry("client_id", "100000001")
                .containsEntry("client_secret", "huawei-secret")
                .containsEntry("redirect_uri", "http://127.0.0.1:8080/api/v1/health/devices/callback/huawei");
        var hash = MessageDigest.getInstance("SHA-256")
                .digest(form.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)).isEqualTo(challenge);
    }

    @Test
    void nothingSecretIsStoredOrLoggedInClear() {

        try (var logs = CapturedLogs.start()) {
            var state = begin(elder).path("state").asString();
            assertThat(elder.tables()
                            .count(
                                    "select count(*) from link_attempts where user_id = ? and position(? in"
                                            + " encode(state_sha256, 'escape') || encode(verifier, 'escape')) > 0",
                                    elder.id(),
                                    state))
                    .isZero();

            var verifier = elder.tables()
                    .one(byte[].class, "select verifier from link_attempts where user_id = ?", elder.id());

            account.comesBack(state);

            var form = query(URI.create("x:/?" + account.exchanges().getFirst().getBodyAsString()));
            assertThat(new String(verifier, StandardCharsets.ISO_8859_1)).doesNotContain(form.get("code_verifier"));
            var row = elder.tables()
                    .one(
                            String.class,
                            "select row_to_json(g)::text || encode(access_token, 'escape') || encode(refresh_token,"
                                    + " 'escape') from device_grants g where user_id = ?",
                            elder.id());
            var link = elder.tables()
                    .one(String.class, "select row_to_json(l)::text from device_links l where user_id = ?", elder.id());
            assertThat(row + link).doesNotContain(account.accessToken(), account.refreshToken(), account.openId());
            assertThat(cipher.decrypt(elder.tables()
                            .one(
                                    byte[].class,
                                    "select refresh_token from device_grants where user_id = ?",
                                    elder.id())))
                    .isEqualTo(account.refreshToken());
            assertThat(String.valueOf(logs.text()))
                    .doesNotContain(
                            account.accessToken(), account.refreshToken(), account.openId(), account.code(), state);
        }
    }

    @Test
    void aStateWorksOnce() {

        var state = begin(elder).path("state").asString();

        assertThat(account.comesBack(state)).isEqualTo(OK);
        assertThat(account.comesBack(state)).isEqualTo(EXPIRED);

        assertThat(account.exchanges()).hasSize(1);
        assertThat(elder.announced("device-linked")).isEqualTo(1);
    }

    @Test
    void ofTwentyBrowsersWithOneStateOneLinks() {

        var state = begin(elder).path("state").asString();

        var results = AtOnce.by(20, () -> account.comesBack(state));

        assertThat(results).containsOnlyOnce(OK).containsOnly(OK, EXPIRED);
        assertThat(account.exchanges()).hasSize(1);
        assertThat(elder.count("device_links")).isEqualTo(1);
    }

    @Test
    void aStateLivesTenMinutes() {

        var state = begin(elder).path("state").asString();
        elder.tables()
                .change(
                        "update link_attempts set expires_at = expires_at - interval '10 minutes' where user_id = ?",
                        elder.id());

        assertThat(account.comesBack(state)).isEqualTo(EXPIRED);
        assertThat(account.exchanges()).isEmpty();
        assertThat(elder.count("device_links")).isZero();
    }

    @Test
    void ofOnePersonsAttemptsTheNewestCounts() {

        var first = begin(elder).path("state").asString();
        var second = begin(elder).path("state").asString();

        assertThat(account.comesBack(first)).isEqualTo(EXPIRED);
        assertThat(account.comesBack(second)).isEqualTo(OK);
    }

    @Test
    void whoRefusesIsDeniedAndTheStateIsSpent() {

        var state = begin(elder).path("state").asString();

        assertThat(account.refuses(state)).isEqualTo(DENIED);
        assertThat(account.comesBack(state)).isEqualTo(EXPIRED);
        assertThat(elder.count("device_links")).isZero();
        assertThat(elder.announced("device-linked")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?code=x", "?state=x", "?code=x&state=y", "?error=access_denied", "?code=&state=x"})
    void whateverElseABrowserBringsIsExpired(String query) {
        assertThat(account.comesBack(query, 302)).isEqualTo(EXPIRED);
    }

    @Test
    void ofNoOtherBrandDoesAnybodyComeBack() {
        assertThat(refusal(client.get().uri(DEVICES + "/callback/xiaomi").exchange(), 401))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aCodeThatHuaweiRefusesLinksNothing() {

        account.onCode(answer(400, "{\"error\": 1101, \"sub_error\": 20152, \"error_description\": \"invalid code\"}"));

        assertThat(account.comesBack(begin(elder).path("state").asString())).isEqualTo(EXPIRED);
        assertThat(elder.count("device_links")).isZero();
    }

    @Test
    void whileHuaweiIsAwayTheBrowserIsToldToTryAgain() {

        account.onCode(answer(503, "<html>"));

        assertThat(account.comesBack(begin(elder).path("state").asString())).isEqualTo(EXPIRED);
        assertThat(elder.count("device_links")).isZero();
        assertThat(elder.count("device_grants")).isZero();
    }

    @Test
    void whoKeepsEveryReadingBackIsDeniedAndTheLeaveGivenBack() {

        account.agrees("openid", 3600);

        assertThat(account.comesBack(begin(elder).path("state").asString())).isEqualTo(DENIED);
        await().until(() -> account.givenBack().size() == 1);
        assertThat(elder.count("device_links")).isZero();
        assertThat(elder.count("device_grants")).isZero();
    }

    @Test
    void linkingNeedsConsentWhenItBeginsAndWhenItEnds() {

        var state = begin(elder).path("state").asString();
        var other = new Elder(client, database);
        other.agrees(false);
        elder.tables().change("update link_attempts set user_id = ? where user_id = ?", other.id(), elder.id());

        assertThat(refusal(other.app().post(DEVICES, "{\"brand\": \"huawei\"}"), 403))
                .isEqualTo("CONSENT_REQUIRED");
        assertThat(account.comesBack(state)).isEqualTo(DENIED);
        assertThat(account.exchanges()).isEmpty();
    }

    @Test
    void anAccountOfSomebodyElseStaysTheirs() {

        var other = new Elder(client, database);
        account.linkedTo(other);

        assertThat(account.comesBack(begin(elder).path("state").asString())).isEqualTo(DENIED);
        assertThat(elder.count("device_links")).isZero();
        assertThat(account.givenBack()).isEmpty();
    }

    @Test
    void linkingTheSameAccountAgainIsTheSameLink() {

        account.comesBack(begin(elder).path("state").asString());
        elder.tables()
                .change(
                        "update device_grants set authorized_at = authorized_at - interval '1 day' where user_id = ?",
                        elder.id());
        assertThat(account.comesBack(begin(elder).path("state").asString())).isEqualTo(OK);

        assertThat(elder.tables()
                        .count(
                                "select count(*) from device_grants where user_id = ?"
                                        + " and authorized_at > now() - interval '1 hour'",
                                elder.id()))
                .isEqualTo(1);
        assertThat(elder.count("device_links")).isEqualTo(1);
        assertThat(elder.count("device_grants")).isEqualTo(1);
        assertThat(elder.announced("device-linked")).isEqualTo(1);
    }

    private static Map<String, String> query(URI address) {
        return UriComponentsBuilder.fromUri(address).build().getQueryParams().toSingleValueMap().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, it -> java.net.URLDecoder.decode(it.getValue(), StandardCharsets.UTF_8)));
    }
}
