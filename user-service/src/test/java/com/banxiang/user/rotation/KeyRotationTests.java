package com.banxiang.user.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.user.Authenticator;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Deployment;
import com.banxiang.user.Stored;
import com.banxiang.user.credential.OneTimeSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** All keys are changed, as the runbook of a deployment would: nobody is logged out, and no row becomes unreadable. */
class KeyRotationTests {

    static final String NAME = "rotation-of-keys";
    static final String ADMIN = "first-admin";
    static final String PASSWORD = "the first password";
    static final Map<String, String> FIRST_ADMIN = Map.of(
            "banxiang.operators.first-admin.name", ADMIN,
            "banxiang.operators.first-admin.password", PASSWORD);

    @Test
    void nobodyIsLoggedOutAndNoRowBecomesUnreadable() {

        SignedIn elder;
        OneTimeSecret secret;
        try (var before = Deployment.start(NAME, List.of("k1"), List.of("s1"), FIRST_ADMIN)) {
            elder = before.client().signIn();
            contact(before.client(), elder.token(), "李华", "13800138001").expect(200);
            secret = enrolled(before.client());
            assertThat(keysIn(before)).containsExactly("k1");
        }

        String token;
        try (var during = Deployment.start(NAME, List.of("k2", "k1"), List.of("s2", "s1"), FIRST_ADMIN)) {
            assertSeen(during.client(), elder, elder.token());
            var tokens = refresh(during.client(), elder.refreshToken());
            token = tokens.path("token").asString();
            assertSeen(during.client(), elder, token);
            assertThat(signInAgain(during, elder.phone()).id()).isEqualTo(elder.id());

            during.client().signIn();
            assertThat(keysIn(during)).containsExactly("k1", "k2");
            var renewed = AtOnce.by(3, () -> encryptAnew(during));

            assertThat(renewed.stream().mapToLong(Long::longValue).sum())
                    .as("the elder and the administrator, once each")
                    .isEqualTo(2);
            assertThat(keysIn(during)).containsExactly("k2");
            assertThat(encryptAnew(during)).isZero();
        }

        try (var after = Deployment.start(NAME, List.of("k2"), List.of("s2"), FIRST_ADMIN)) {
            assertSeen(after.client(), elder, token);
            assertThat(signInAgain(after, elder.phone()).id()).isEqualTo(elder.id());
            login(after.client(), secret).expect(200);
            assertThat(after.stored().count("select count(*) from operators")).isOne();
            unreadableRowIsLeftAndTold(after);
        }
    }

    /** One that was forgotten, of a key that is gone. */
    private static void unreadableRowIsLeftAndTold(Deployment deployment) {

        var lost = deployment.client().signIn().id();
        deployment
                .stored()
                .change(
                        "update users set phone = overlay(phone placing cast('k0' as bytea) from 3) where id = ?",
                        lost);
        try (var logs = CapturedLogs.start()) {

            assertThat(encryptAnew(deployment)).isZero();

            logs.assertSomewhere(lost.toString());
        }
        assertThat(keysIn(deployment)).containsExactly("k0", "k2");
    }

    private static void assertSeen(Client client, SignedIn elder, String token) {

        var me = client.get("/api/v1/users/me", token).expect(200).data();

        assertThat(me.path("id").asString()).isEqualTo(elder.id().toString());
        assertThat(me.path("phone").asString()).endsWith(elder.phone().substring(7));
        assertThat(me.path("emergencyContact").path("phone").asString()).isEqualTo("138****8001");
    }

    private static Answer contact(Client client, String token, String name, String phone) {
        return client.put(
                "/api/v1/users/emergency-contact", token, Map.of("name", name, "phone", phone, "consent", true));
    }

    private static OneTimeSecret enrolled(Client client) {

        var token = client.post("/api/v1/admin/auth/login", null, Map.of("username", ADMIN, "password", PASSWORD))
                .expect(200)
                .data()
                .path("token")
                .asString();
        var self = UUID.fromString(Client.claim(token, "sub"));
        var changed = client.put("/api/v1/admin/operators/" + self, token, Map.of("otp", true))
                .expect(200)
                .data();
        return Authenticator.of(changed.path("otpUri").asString());
    }

    private static Answer login(Client client, OneTimeSecret secret) {
        return client.post(
                "/api/v1/admin/auth/login",
                null,
                Map.of("username", ADMIN, "password", PASSWORD, "otp", secret.codeAt(Instant.now())));
    }

    private static JsonNode refresh(Client client, String token) {
        return client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", token))
                .expect(200)
                .data();
    }

    private static SignedIn signInAgain(Deployment deployment, String phone) {
        deployment.stored().codesWereLongAgo();
        return deployment.client().signIn(phone);
    }

    private static long encryptAnew(Deployment deployment) {
        return deployment.bean(EncryptAnew.class).handle().blockOptional().orElseThrow();
    }

    /** Of every field that is stored. */
    private static Set<String> keysIn(Deployment deployment) {

        var cipher = deployment.bean(FieldCipher.class);
        var keys = new TreeSet<String>();
        for (var field :
                List.of("users.phone", "users.emergency_name", "users.emergency_phone", "operators.otp_secret")) {
            stored(deployment.stored(), field).forEach(it -> keys.add(cipher.keyIdOf(it)));
        }
        return keys;
    }

    private static List<byte[]> stored(Stored stored, String field) {
        var table = field.substring(0, field.indexOf('.'));
        return stored.all(byte[].class, "select %s from %s where %s is not null".formatted(field, table, field));
    }
}
