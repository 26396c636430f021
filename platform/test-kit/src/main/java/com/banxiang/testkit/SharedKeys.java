package com.banxiang.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys of 32 bytes, each derived from what it is for, so that both sides of a test know them without asking. */
final class SharedKeys {

    static String base64(String purpose) {
        return Base64.getEncoder().encodeToString(bytes(purpose));
    }

    static String ofPair(String caller, String callee) {
        return base64(pair(caller, callee));
    }

    static byte[] bytesOfPair(String caller, String callee) {
        return bytes(pair(caller, callee));
    }

    private static String pair(String caller, String callee) {
        return caller + " calls " + callee;
    }

    private static byte[] bytes(String purpose) {

        try {
            return MessageDigest.getInstance("SHA-256").digest(purpose.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private SharedKeys() {}
}
