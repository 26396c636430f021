package com.banxiang.user.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class KeySetApiTests {

    static final String KEYS = "/.well-known/jwks.json";

    Client client;

    @BeforeEach
    void client(@Autowired WebTestClient http) {
        client = new Client(http);
    }

    @Test
    void isAPlainKeySetOfTwoKeysWithoutSecrets() throws Exception {

        var answer = client.get(KEYS, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(JWKSet.parse(answer.text()).getKeys()).hasSize(2).allSatisfy(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getAlgorithm().getName()).isEqualTo("ES256");
            assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
        });
    }

    @Test
    void verifiesWhatIsIssued() throws Exception {

        var token = SignedJWT.parse(client.signIn().token());
        var key = JWKSet.parse(client.get(KEYS, null).text())
                .getKeyByKeyId(token.getHeader().getKeyID());

        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    }

    @Test
    void aTokenSaysWhatTheFleetExpects() throws Exception {

        var elder = client.signIn();
        var claims = SignedJWT.parse(elder.token()).getJWTClaimsSet();

        assertThat(claims.getIssuer()).isEqualTo("https://api.banxiang.com");
        assertThat(claims.getAudience()).containsExactly("banxiang");
        assertThat(claims.getSubject()).isEqualTo(elder.id().toString());
        assertThat(claims.getStringClaim("typ")).isEqualTo("user");
        assertThat(claims.getStringListClaim("roles")).containsExactly("USER");
        assertThat(claims.getStringClaim("sid")).isNotBlank();
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void isShownWhateverTokenIsSentWithIt() {
        assertThat(client.get(KEYS, "nonsense").status()).isEqualTo(200);
        client.post(KEYS, null, "{}").expectRefusal(405, "METHOD_NOT_ALLOWED");
    }
}
