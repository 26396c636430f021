package com.banxiang.user.token;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that sign access tokens.
 *
 * @param keys the first signs; all of them verify, so that a key can be added before it signs and kept after it did
 */
@ConfigurationProperties("banxiang.signing")
record SigningSettings(List<Key> keys) {

    SigningSettings {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("banxiang.signing.keys: none (expected: one or two)");
        }
    }

    /**
     * One key pair.
     *
     * @param kid names the key in a token's header
     * @param privateKey P-256, PKCS8 in base64
     */
    record Key(String kid, String privateKey) {

        @Override
        public String toString() {
            return "Key[kid=%s, privateKey=***]".formatted(kid);
        }
    }
}
