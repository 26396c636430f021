package com.banxiang.health.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published vectors of the device webhook. */
class WebhookKeysTests {

    static final String OLD = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String NEW = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    static final String ID = "evt_01JH8Z0000000000000000TEST";
    static final String TIMESTAMP = "1767254400";
    static final String BY_OLD = "v1,02ynoa+QWahRygj5f2G26ZHPVIE0HLpnLPKakqQvMuY=";
    static final String BY_NEW = "v1,T3mM6ylg9564Vvx1cgeS5d4jTDo8stuq+q7PQvPvIZw=";

    static final byte[] BODY =
            ("{\"id\":\"evt_01JH8Z0000000000000000TEST\",\"type\":\"measurement.created\",\"deviceId\":\"dev-7f3a\","
                + "\"vendor\":\"generic\",\"sequence\":42,\"occurredAt\":\"2026-01-01T08:00:00Z\",\"measurements\":[{\"metric\":"
                + "\"blood_pressure\",\"systolic\":152,\"diastolic\":94,\"pulse\":78,\"measuredAt\":\"2026-01-01T07:59:30Z\"}]}")
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void bodyOfTheVectorIsTheOneThatWasSigned() throws Exception {

        assertThat(BODY).hasSize(281);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(BODY)))
                .isEqualTo("987a5596861f97fa3ef84b4e47fcc2c055231b2067a81bac2b5360589f38fbf9");
    }

    @Test
    void knowsASignatureByEachSecret() {

        assertThat(WebhookKeys.of(List.of(OLD)).match(ID, TIMESTAMP, BODY, BY_OLD))
                .isTrue();
        assertThat(WebhookKeys.of(List.of(NEW)).match(ID, TIMESTAMP, BODY, BY_NEW))
                .isTrue();
        assertThat(WebhookKeys.of(List.of(NEW, OLD)).match(ID, TIMESTAMP, BODY, BY_OLD))
                .isTrue();
    }

    @Test
    void knowsOneSignatureOfSeveral() {

        assertThat(WebhookKeys.of(List.of(NEW)).match(ID, TIMESTAMP, BODY, BY_NEW + " " + BY_OLD))
                .isTrue();
        assertThat(WebhookKeys.of(List.of(OLD)).match(ID, TIMESTAMP, BODY, BY_NEW + " " + BY_OLD))
                .isTrue();
    }

    @Test
    void doesNotKnowARemovedSecret() {
        assertThat(WebhookKeys.of(List.of(NEW)).match(ID, TIMESTAMP, BODY, BY_OLD))
                .isFalse();
    }

    @Test
    void signatureCoversIdTimeAndEveryByte() {

        var keys = WebhookKeys.of(List.of(OLD));
        var other = BODY.clone();
        other[100] ^= 1;

        assertThat(keys.match("evt_2", TIMESTAMP, BODY, BY_OLD)).isFalse();
        assertThat(keys.match(ID, "1767254401", BODY, BY_OLD)).isFalse();
        assertThat(keys.match(ID, TIMESTAMP, other, BY_OLD)).isFalse();
        assertThat(keys.match(ID, TIMESTAMP, (new String(BODY, StandardCharsets.UTF_8) + " ").getBytes(), BY_OLD))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2,02ynoa+QWahRygj5f2G26ZHPVIE0HLpnLPKakqQvMuY=",
                "02ynoa+QWahRygj5f2G26ZHPVIE0HLpnLPKakqQvMuY=",
                "v1,",
                "v1,???",
                "v1,02ynoa",
                " "
            })
    void doesNotKnowASignatureOfAnotherForm(String signature) {
        assertThat(WebhookKeys.of(List.of(OLD)).match(ID, TIMESTAMP, BODY, signature))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_AAEC", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "whsec_???"})
    void secretOfAnotherFormIsRefusedWithoutRepeatingIt(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookKeys.of(List.of(secret)))
                .satisfies(it -> assertThat(it.getMessage()).doesNotContain("AAECAwQF"));
    }
}
