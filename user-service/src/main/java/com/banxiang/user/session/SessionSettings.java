package com.banxiang.user.session;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What sessions need of the deployment.
 *
 * @param refreshKey derives the successor of a refresh token: 32 bytes in base64, the same on every replica
 */
@ConfigurationProperties("banxiang.signing")
record SessionSettings(String refreshKey) {

    private static final int BYTES = 32;

    SessionSettings {
        if (Base64.getDecoder().decode(refreshKey).length != BYTES) {
            throw new IllegalArgumentException("banxiang.signing.refresh-key: wrong size (expected: 32 bytes)");
        }
    }

    byte[] refreshKeyBytes() {
        return Base64.getDecoder().decode(refreshKey);
    }

    @Override
    public String toString() {
        return "SessionSettings[refreshKey=***]";
    }
}
