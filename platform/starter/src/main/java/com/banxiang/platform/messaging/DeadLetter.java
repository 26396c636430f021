package com.banxiang.platform.messaging;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that was given up, without what it says.
 *
 * @param key whose order it kept; null where the record had none
 * @param failure the class of what no listener got over
 * @param recordedAt when it was published
 * @param replayedAt null as long as nobody published it again
 */
record DeadLetter(
        UUID id,
        String topic,
        @Nullable String key,
        @Nullable UUID eventId,
        @Nullable String eventType,
        String failure,
        Instant recordedAt,
        Instant deadSince,
        @Nullable Instant replayedAt) {}
