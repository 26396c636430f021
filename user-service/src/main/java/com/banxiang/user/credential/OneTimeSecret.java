package com.banxiang.user.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an operator's phone and we know, and six digits are made of every half minute: TOTP, RFC 6238. */
public final class OneTimeSecret {

    private static final int BYTES = 20;
    private static final Duration STEP = Duration.ofSeconds(30);

    /** A clock may be off by so many steps, and people type slowly. */
    private static final int TOLERANCE = 1;

    private static final String ALGORITHM = "HmacSHA1";
    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] bytes;

    private OneTimeSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static OneTimeSecret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new OneTimeSecret(bytes);
    }

    /** Reads what {@link #text} wrote. */
    public static OneTimeSecret of(String text) {
        return new OneTimeSecret(Base64.getDecoder().decode(text));
    }

    /** For storing, encrypted. */
    public String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What a phone reads as a square code. */
    public String uri(String username) {
        return "otpauth://totp/BanXiang:%s?secret=%s&issuer=BanXiang&algorithm=SHA1&digits=6&period=%d"
                .formatted(username, base32(), STEP.toSeconds());
    }

    /**
     * The step whose code this is, among those that may count now. Empty if it is none of them, or if it or a later one was
     * used before.
     *
     * @param lastUsed the step of the code that was taken last, below zero if none was
     */
    public OptionalLong stepOf(String code, long lastUsed, Instant now) {

        var given = code.getBytes(US_ASCII);
        var found = OptionalLong.empty();
        var current = now.getEpochSecond() / STEP.toSeconds();
        for (var step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
            if (MessageDigest.isEqual(given, code(step).getBytes(US_ASCII)) && step > lastUsed) {
                found = OptionalLong.of(step);
            }
        }

        return found;
    }

    /** The code of the moment. */
    public String codeAt(Instant at) {
        return code(at.getEpochSecond() / STEP.toSeconds());
    }

    @Override
    public String toString() {
        return "***";
    }

    private String code(long step) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA1", impossible);
        }
    }

    /** 20 bytes are 32 letters, without a rest. */
    private String base32() {

        var text = new StringBuilder();
        for (var at = 0; at < bytes.length; at += 5) {
            var group = 0L;
            for (var i = 0; i < 5; i++) {
                group = group << 8 | bytes[at + i] & 0xff;
            }
            for (var shift = 35; shift >= 0; shift -= 5) {
                text.append(BASE32.charAt((int) (group >> shift & 31)));
            }
        }

        return text.toString();
    }
}
