package com.banxiang.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Tokens as the fleet's own, good ones and bad ones, signed with a key of this JVM whose public half is served where
 * {@code banxiang.tokens.jwks-uri} of a test points to.
 */
public final class TestTokens {

    public static final String ISSUER = "https://api.banxiang.com";
    public static final String AUDIENCE = "banxiang";
    public static final String KEY_ID = "test-key";

    private static final Duration SERVICE_LIFE = Duration.ofSeconds(60);
    private static final ECKey KEY = newKey();
    private static final ECKey STRANGER = newKey();
    private static final HttpServer JWKS = serveKeys();

    public static String user(UUID id) {
        return user(id, UnaryOperator.identity());
    }

    public static String user(UUID id, UnaryOperator<Token> but) {
        return but.apply(account("user", id).roles("USER")).compact();
    }

    public static String child(UUID id) {
        return child(id, UnaryOperator.identity());
    }

    public static String child(UUID id, UnaryOperator<Token> but) {
        return but.apply(account("child", id).roles("CHILD")).compact();
    }

    public static String operator(UUID id, String... roles) {
        return operator(id, it -> it.roles(roles));
    }

    /** An operator of no role, unless the change gives one. */
    public static String operator(UUID id, UnaryOperator<Token> but) {
        return but.apply(account("operator", id).roles()).compact();
    }

    /** For {@code Authorization: Service …}. */
    public static String service(String caller, String callee) {
        return service(caller, callee, UnaryOperator.identity());
    }

    public static String service(String caller, String callee, UnaryOperator<Token> but) {

        var token = Token.signedWith(JWSAlgorithm.HS256, null, secret(SharedKeys.bytesOfPair(caller, callee)))
                .issuer(caller)
                .audience(callee)
                .lasting(SERVICE_LIFE);
        return but.apply(token).compact();
    }

    /** Where the public key is served. */
    public static String jwksUri() {
        return "http://127.0.0.1:%d/.well-known/jwks.json"
                .formatted(JWKS.getAddress().getPort());
    }

    /** PKCS8 in base64 without line breaks, for the one service that signs: its tests sign with the same key. */
    static String privateKey() {

        try {
            return Base64.getEncoder().encodeToString(KEY.toECPrivateKey().getEncoded());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner strangerFor(JWSAlgorithm algorithm) {
        return JWSAlgorithm.HS256.equals(algorithm)
                ? secret(SharedKeys.bytesOfPair("a", "stranger"))
                : signer(STRANGER);
    }

    static JWSSigner publicKeyAsSecret() {
        return secret(KEY.toPublicJWK().toJSONString().getBytes(UTF_8));
    }

    private static Token account(String kind, UUID id) {
        return Token.signedWith(JWSAlgorithm.ES256, KEY_ID, signer(KEY))
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .with("sub", id.toString())
                .with("typ", kind)
                .session(UUID.randomUUID());
    }

    private static JWSSigner signer(ECKey key) {

        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner secret(byte[] key) {

        try {
            return new MACSigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newKey() {

        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(KEY_ID)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer serveKeys() {

        try {
            var body = new JWKSet(KEY.toPublicJWK()).toString().getBytes(UTF_8);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/.well-known/jwks.json", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.setExecutor(task -> Thread.ofVirtual().name("test-jwks").start(task));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestTokens() {}
}
