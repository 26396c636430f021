package com.banxiang.health.pull;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What proves, when the browser comes back, that it is the one who left: the state is known to us by its hash, the verifier to
 * the brand by its own (RFC 7636, S256).
 */
record Proof(String state, String verifier) {

    private static final int BYTES = 32;

    static Proof of(SecureRandom random) {
        return new Proof(text(random), text(random));
    }

    String challenge() {
        return base64(LinkAttempts.sha256(verifier));
    }

    private static String text(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Both are secrets. */
    @Override
    public String toString() {
        return "Proof[***]";
    }
}
