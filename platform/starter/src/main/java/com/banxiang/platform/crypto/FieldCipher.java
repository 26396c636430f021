package com.banxiang.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts single fields with AES-256-GCM.
 *
 * <p>What is stored begins with the id of its key, so that keys change while old rows stay readable: one byte of form, one
 * of the id's length, the id, 12 bytes of nonce, the ciphertext with its tag of 16. Form and id are authenticated too.
 */
public final class FieldCipher {

    private static final byte FORM = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String current;
    private final Map<String, SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    FieldCipher(EncryptionSettings settings) {
        this.current = settings.current();
        this.keys = settings.keys().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, it -> new SecretKeySpec(it.getValue().bytes(), "AES")));
    }

    /** The same text never looks the same twice. */
    public byte[] encrypt(String clear) {

        var id = current.getBytes(StandardCharsets.UTF_8);
        var header = ByteBuffer.allocate(2 + id.length)
                .put(FORM)
                .put((byte) id.length)
                .put(id)
                .array();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);

        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, current, nonce, header).doFinal(clear.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(header.length + nonce.length + sealed.length)
                    .put(header)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    /** Fails with {@link Undecipherable} if the key is gone or a byte was changed. */
    public String decrypt(byte[] stored) {
        try {
            var bytes = ByteBuffer.wrap(stored);
            var header = headerOf(stored);
            var nonce = new byte[NONCE_BYTES];
            bytes.position(header.length).get(nonce);
            var sealed = new byte[bytes.remaining()];
            bytes.get(sealed);
            return new String(
                    cipher(Cipher.DECRYPT_MODE, keyIdOf(stored), nonce, header).doFinal(sealed),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            throw new Undecipherable(unreadable);
        }
    }

    /** Which key a stored field needs. */
    public String keyIdOf(byte[] stored) {
        return new String(stored, 2, stored[1], StandardCharsets.UTF_8);
    }

    private static byte[] headerOf(byte[] stored) {

        if (stored[0] != FORM) {
            throw new IllegalArgumentException("form: %d (expected: %d)".formatted(stored[0], FORM));
        }

        var header = new byte[2 + stored[1]];
        System.arraycopy(stored, 0, header, 0, header.length);
        return header;
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, byte[] header) throws GeneralSecurityException {

        var key = keys.get(keyId);
        if (key == null) {
            throw new IllegalArgumentException("key: %s (expected: one of %s)".formatted(keyId, keys.keySet()));
        }

        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        return cipher;
    }
}
