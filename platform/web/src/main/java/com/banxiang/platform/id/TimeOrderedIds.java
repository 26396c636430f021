package com.banxiang.platform.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.util.IdGenerator;

/** Makes UUIDs of version 7: strangers can't guess them, and newer rows sort after older ones. */
public final class TimeOrderedIds implements IdGenerator {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UUID generateId() {
        return at(clock.instant());
    }

    /** An id that names a given millisecond, for rows that are kept by the time they speak of. */
    public UUID at(Instant instant) {

        var time = instant.toEpochMilli() << 16;
        return new UUID(time | VERSION | random.nextInt(0x1000), VARIANT | random.nextLong() >>> 2);
    }

    /** The millisecond an id of version 7 was made at, or made for. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** Reads an id as a client sends it. Fails with {@link IllegalArgumentException} on any other form. */
    public static UUID parse(String text) {

        var id = UUID.fromString(text);

        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("id: %s (expected: a UUID in lower case)".formatted(text));
        }

        return id;
    }
}
