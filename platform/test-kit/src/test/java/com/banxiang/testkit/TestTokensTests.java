package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestTokensTests {

    private final UUID id = UUID.randomUUID();

    @Test
    void areVerifiedByTheKeyThatIsServed() throws Exception {

        var token = SignedJWT.parse(TestTokens.user(id));

        assertThat(isGood(token)).isTrue();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(token.getHeader().getKeyID()).isEqualTo(TestTokens.KEY_ID);
    }

    @Test
    void carryTheClaimsOfTheHouse() throws Exception {

        var claims =
                SignedJWT.parse(TestTokens.operator(id, "ADMIN", "SUPPORT")).getJWTClaimsSet();

        assertThat(claims.getIssuer()).isEqualTo("https://api.banxiang.com");
        assertThat(claims.getAudience()).containsExactly("banxiang");
        assertThat(claims.getSubject()).isEqualTo(id.toString());
        assertThat(claims.getStringClaim("typ")).isEqualTo("operator");
        assertThat(claims.getStringListClaim("roles")).containsExactly("ADMIN", "SUPPORT");
        assertThat(UUID.fromString(claims.getStringClaim("sid"))).isNotNull();
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void sayWhoseTheyAre() throws Exception {

        assertThat(claim(TestTokens.user(id), "typ")).isEqualTo("user");
        assertThat(claim(TestTokens.user(id), "roles")).isEqualTo(List.of("USER"));
        assertThat(claim(TestTokens.child(id), "typ")).isEqualTo("child");
        assertThat(claim(TestTokens.child(id), "roles")).isEqualTo(List.of("CHILD"));
    }

    @Test
    void areWrongInExactlyTheWayATestSays() throws Exception {

        var session = UUID.randomUUID();

        var expired = SignedJWT.parse(TestTokens.user(id, Token::expired));
        assertThat(isGood(expired)).isTrue();
        assertThat(expired.getJWTClaimsSet().getExpirationTime().toInstant()).isBefore(Instant.now());
        assertThat(claim(TestTokens.user(id, it -> it.audience("others")), "aud"))
                .isEqualTo(List.of("others"));
        assertThat(claim(TestTokens.user(id, it -> it.issuer("https://evil.example")), "iss"))
                .isEqualTo("https://evil.example");
        assertThat(claim(TestTokens.user(id, it -> it.session(session)), "sid")).isEqualTo(session.toString());
        assertThat(claim(TestTokens.user(id, it -> it.without("sid")), "sid")).isNull();
    }

    @Test
    void areNotSignedAsTheyPretend() throws Exception {

        assertThat(JWTParser.parse(TestTokens.user(id, Token::unsigned))).isInstanceOf(PlainJWT.class);

        var forged = SignedJWT.parse(TestTokens.user(id, Token::forged));
        assertThat(forged.getHeader().getKeyID()).isEqualTo(TestTokens.KEY_ID);
        assertThat(isGood(forged)).isFalse();

        var unknown = SignedJWT.parse(TestTokens.user(id, Token::ofUnknownKey));
        assertThat(unknown.getHeader().getKeyID()).isNotEqualTo(TestTokens.KEY_ID);
        assertThat(isGood(unknown)).isFalse();

        assertThat(SignedJWT.parse(TestTokens.user(id, Token::confusingAlgorithms))
                        .getHeader()
                        .getAlgorithm())
                .isEqualTo(JWSAlgorithm.HS256);
    }

    @Test
    void serveAPairOfServicesAndNoOther() throws Exception {

        var token = SignedJWT.parse(TestTokens.service("child-service", "user-service"));

        assertThat(token.verify(new MACVerifier(SharedKeys.bytesOfPair("child-service", "user-service"))))
                .isTrue();
        assertThat(token.verify(new MACVerifier(SharedKeys.bytesOfPair("health-service", "user-service"))))
                .isFalse();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("child-service");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("user-service");
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
                .isBefore(Instant.now().plusSeconds(61));
    }

    private static boolean isGood(SignedJWT token) throws Exception {
        var served = JWKSet.load(URI.create(TestTokens.jwksUri()).toURL());
        return token.verify(
                new ECDSAVerifier(served.getKeyByKeyId(TestTokens.KEY_ID).toECKey()));
    }

    private static Object claim(String token, String name) throws Exception {
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        return name.equals("aud") ? claims.getAudience() : claims.getClaim(name);
    }
}
