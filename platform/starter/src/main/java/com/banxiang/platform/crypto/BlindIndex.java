package com.banxiang.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Finds an encrypted value by equality without knowing it: HMAC-SHA256 under a key the database doesn't have. */
public final class BlindIndex {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    BlindIndex(EncryptionSettings settings) {
        this.key = new SecretKeySpec(settings.indexKey().bytes(), ALGORITHM);
    }

    /**
     * The 32 bytes that stand for a value.
     *
     * @param purpose keeps equal values of different columns from looking equal, e.g. {@code users.phone}
     */
    public byte[] of(String purpose, String value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
