package com.banxiang.platform.security;

import java.util.Base64;

/** The secret a pair of services shares. It never shows itself. */
public final class ServiceKey {

    private static final int BYTES = 32;

    private final byte[] bytes;

    private ServiceKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a configured key. Fails with {@link IllegalArgumentException} unless it is 32 bytes in Base64. */
    public static ServiceKey valueOf(String base64) {

        var bytes = Base64.getDecoder().decode(base64.strip());
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("service key: %d bytes (expected: %d)".formatted(bytes.length, BYTES));
        }
        return new ServiceKey(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
