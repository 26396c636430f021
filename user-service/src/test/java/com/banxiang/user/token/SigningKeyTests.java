package com.banxiang.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SigningKeyTests {

    @Test
    void findsThePublicHalfOfAnyKey() throws Exception {

        // Of each key one of two candidates is right: with this many, both kinds occur.
        for (var pair : IntStream.range(0, 24).mapToObj(_ -> pair("secp256r1")).toList()) {
            var shown = SigningKey.of(settings("k", pair)).shown();
            assertThat(shown.toECPublicKey().getW()).isEqualTo(((ECPublicKey) pair.getPublic()).getW());
        }
    }

    @Test
    void showsNoPrivateHalf() {

        var keys = new SigningKeys(
                new SigningSettings(List.of(settings("new", pair("secp256r1")), settings("old", pair("secp256r1")))));

        assertThat(keys.published().getKeys()).extracting("keyID").containsExactly("new", "old");
        assertThat(keys.published().toString(false)).doesNotContain("\"d\"");
        assertThat(keys.published().getKeys()).noneMatch(JWK::isPrivate);
    }

    @Test
    void signsWithTheFirstAndKnowsBoth() {

        var keys = new SigningKeys(
                new SigningSettings(List.of(settings("new", pair("secp256r1")), settings("old", pair("secp256r1")))));

        assertThat(keys.current().shown().getKeyID()).isEqualTo("new");
        assertThat(keys.find("old").block()).isNotNull();
        assertThat(keys.find("unknown").block()).isNull();
    }

    @Test
    void refusesAnotherCurveAndNonsense() {

        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(settings("k", pair("secp384r1"))));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(new SigningSettings.Key("k", "bm8ga2V5")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SigningSettings(List.of()));
    }

    @Test
    void doesNotTellItsSecret() {
        var settings = settings("k", pair("secp256r1"));
        assertThat(settings.toString()).contains("k").doesNotContain(settings.privateKey());
    }

    private static SigningSettings.Key settings(String kid, KeyPair pair) {
        return new SigningSettings.Key(
                kid, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }

    private static KeyPair pair(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
