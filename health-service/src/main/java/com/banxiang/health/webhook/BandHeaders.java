package com.banxiang.health.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a band's message.
 *
 * @param timestamp of this attempt, as written: it is part of what is signed
 */
record BandHeaders(String messageId, String timestamp, String signature, String deviceId) {

    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,12}");
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int LONGEST_SIGNATURE = 1024;

    /** Reads one header by its name. */
    interface Source {

        @Nullable
        String get(String name);
    }

    /** Empty if one is missing or of another form. */
    static Optional<BandHeaders> of(Source headers) {

        var id = headers.get("webhook-id");
        var timestamp = headers.get("webhook-timestamp");
        var signature = headers.get("webhook-signature");
        var device = headers.get("x-device-id");

        if (id == null || timestamp == null || signature == null || device == null) {
            return Optional.empty();
        }

        var isWellFormed = MESSAGE_ID.matcher(id).matches()
                && TIMESTAMP.matcher(timestamp).matches()
                && !signature.isBlank()
                && signature.length() <= LONGEST_SIGNATURE
                && DEVICE_ID.matcher(device).matches();

        return isWellFormed ? Optional.of(new BandHeaders(id, timestamp, signature, device)) : Optional.empty();
    }

    boolean isWithin(Duration window, Instant now) {
        var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Math.abs(Duration.between(sent, now.truncatedTo(ChronoUnit.SECONDS))
                        .toSeconds())
                <= window.toSeconds();
    }
}
