package com.banxiang.platform.crypto;

import java.util.Base64;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys of a service's personal data.
 *
 * @param current names the key new rows are written with
 * @param keys by id, the current one and those that old rows still need; AES-256
 * @param indexKey of the blind index; it can't be changed without writing every index anew
 */
@ConfigurationProperties("banxiang.encryption")
record EncryptionSettings(String current, Map<String, Secret> keys, Secret indexKey) {

    EncryptionSettings {

        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException(
                    "banxiang.encryption.current: %s (expected: one of %s)".formatted(current, keys.keySet()));
        }
    }

    /** 32 bytes that never show themselves. */
    static final class Secret {

        private static final int BYTES = 32;

        private final byte[] bytes;

        private Secret(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Fails with {@link IllegalArgumentException} unless it is 32 bytes in Base64. */
        public static Secret valueOf(String base64) {

            var bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException("key: %d bytes (expected: %d)".formatted(bytes.length, BYTES));
            }
            return new Secret(bytes);
        }

        byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
