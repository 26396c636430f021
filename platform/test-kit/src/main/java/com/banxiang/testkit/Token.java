package com.banxiang.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token before it is signed, so that a test can say what is wrong with it:
 * {@code TestTokens.user(id, Token::expired)}.
 */
public final class Token {

    private static final Duration LIFE = Duration.ofMinutes(30);

    private final Map<String, Object> claims;
    private final JWSHeader header;
    private final @Nullable JWSSigner signer;

    private Token(Map<String, Object> claims, JWSHeader header, @Nullable JWSSigner signer) {
        this.claims = Collections.unmodifiableMap(claims);
        this.header = header;
        this.signer = signer;
    }

    static Token signedWith(JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer) {
        var header = new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(keyId);
        return new Token(Map.of(), header.build(), signer)
                .lasting(LIFE)
                .with("jti", UUID.randomUUID().toString());
    }

    /** Ended a minute ago. */
    public Token expired() {
        var now = Instant.now();
        return issued(now.minus(LIFE), now.minusSeconds(60));
    }

    /** Issued now and good for so long. */
    public Token lasting(Duration life) {
        var now = Instant.now();
        return issued(now, now.plus(life));
    }

    public Token audience(String audience) {
        return with("aud", List.of(audience));
    }

    public Token issuer(String issuer) {
        return with("iss", issuer);
    }

    public Token session(UUID session) {
        return with("sid", session.toString());
    }

    public Token roles(String... roles) {
        return with("roles", List.of(roles));
    }

    public Token with(String claim, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return new Token(changed, header, signer);
    }

    public Token without(String claim) {
        var changed = new LinkedHashMap<>(claims);
        changed.remove(claim);
        return new Token(changed, header, signer);
    }

    /** {@code alg=none}. */
    public Token unsigned() {
        return new Token(claims, header, null);
    }

    /** Signed by a stranger who claims to be the key that signs here. */
    public Token forged() {
        return new Token(claims, header, TestTokens.strangerFor(header.getAlgorithm()));
    }

    /** Signed by a stranger under a key id that nobody publishes. */
    public Token ofUnknownKey() {
        var unknown = new JWSHeader.Builder(header).keyID("nobody-knows-me").build();
        return new Token(claims, unknown, TestTokens.strangerFor(header.getAlgorithm()));
    }

    /** HS256 with our public key as the secret: works against whoever lets the token choose the algorithm. */
    public Token confusingAlgorithms() {
        var symmetric = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(header.getKeyID())
                .build();
        return new Token(claims, symmetric, TestTokens.publicKeyAsSecret());
    }

    String compact() {

        try {
            var set = JWTClaimsSet.parse(claims);
            if (signer == null) {
                return new PlainJWT(set).serialize();
            }
            var token = new SignedJWT(header, set);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("token: " + claims, e);
        }
    }

    private Token issued(Instant from, Instant until) {
        return with("iat", from.getEpochSecond()).with("exp", until.getEpochSecond());
    }
}
