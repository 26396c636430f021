package com.banxiang.platform.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Makes UUIDs of version 5: the same name gives the same id, so that doing a thing again changes nothing. */
public final class NameBasedIds {

    /** The id of a name within a namespace, as RFC 9562 §5.5 computes it. */
    public static UUID of(UUID namespace, String name) {

        var hash = sha1(
                ByteBuffer.allocate(16)
                        .putLong(namespace.getMostSignificantBits())
                        .putLong(namespace.getLeastSignificantBits())
                        .array(),
                name.getBytes(StandardCharsets.UTF_8));
        var halves = ByteBuffer.wrap(hash);

        return new UUID(
                halves.getLong() & ~0xF000L | 0x5000L,
                halves.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    private static byte[] sha1(byte[] namespace, byte[] name) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(namespace);
            return digest.digest(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }

    private NameBasedIds() {}
}
