package com.banxiang.user.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Makes refresh tokens: the first of a session at random, each other from the one before it. */
@Component
@EnableConfigurationProperties(SessionSettings.class)
final class RefreshSecrets {

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    RefreshSecrets(SessionSettings settings) {
        this.key = new SecretKeySpec(settings.refreshKeyBytes(), ALGORITHM);
    }

    String first() {

        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    /** Derived, not stored: whoever repeats an exchange gets the same answer though only hashes are kept. */
    String successor(String spent, UUID sessionId) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(spent.getBytes(UTF_8));
            return TEXT.encodeToString(mac.doFinal(sessionId.toString().getBytes(US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }

    /** What is stored. Tokens are 256 random bits, so a plain hash can't be searched backwards. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
