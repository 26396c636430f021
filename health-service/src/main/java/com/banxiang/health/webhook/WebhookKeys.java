package com.banxiang.health.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures as Standard Webhooks writes them, by any of a brand's secrets. */
final class WebhookKeys {

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String HMAC = "HmacSHA256";
    private static final int LEAST_BYTES = 24;

    private final List<SecretKeySpec> keys;

    private WebhookKeys(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** Fails with {@link IllegalArgumentException} on a secret of another form; the message doesn't repeat it. */
    static WebhookKeys of(List<String> secrets) {
        return new WebhookKeys(secrets.stream().map(WebhookKeys::key).toList());
    }

    /** @param signatures the header: one or more signatures, of which those of unknown versions are not looked at */
    boolean match(String messageId, String timestamp, byte[] body, String signatures) {

        var signed = signatures.split(" ");

        for (var key : keys) {
            var expected = mac(key, messageId, timestamp, body);
            for (var signature : signed) {
                if (signature.startsWith(VERSION) && MessageDigest.isEqual(expected, decoded(signature))) {
                    return true;
                }
            }
        }

        return false;
    }

    private static byte[] mac(SecretKeySpec key, String messageId, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update("%s.%s.".formatted(messageId, timestamp).getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature.substring(VERSION.length()));
        } catch (IllegalArgumentException unreadable) {
            return new byte[0];
        }
    }

    private static SecretKeySpec key(String secret) {

        var bytes = secret.startsWith(PREFIX) ? Base64.getDecoder().decode(secret.substring(PREFIX.length())) : null;

        if (bytes == null || bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "webhook secret: unreadable (expected: %s and the Base64 of %d bytes or more)"
                            .formatted(PREFIX, LEAST_BYTES));
        }

        return new SecretKeySpec(bytes, HMAC);
    }
}
