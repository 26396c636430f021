package com.banxiang.platform.web;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** The last row of a page, newest first; the next page begins after it, whatever is inserted meanwhile. */
public record Cursor(Instant at, UUID id) {

    private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

    /** The opaque form a client hands back. */
    String text() {

        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();

        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Fails with {@link Invalid} on anything that was never handed out. */
    static Cursor of(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var at = Times.possible(Instant.ofEpochSecond(bytes.getLong(), bytes.getInt()));
            var cursor = new Cursor(at, new UUID(bytes.getLong(), bytes.getLong()));
            if (cursor.text().equals(text)) {
                return cursor;
            }
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException | ArithmeticException never) {
            throw new Invalid("cursor", "cursor.invalid");
        }
        throw new Invalid("cursor", "cursor.invalid");
    }
}
