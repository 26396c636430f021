package com.banxiang.child.bond;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A child's bond with a parent.
 *
 * @param alertPhone where an urgent message about the parent goes; null if nowhere
 * @param version counts its changes
 * @param endedAt null while it lives
 */
public record Bond(
        UUID linkId,
        UUID child,
        UUID parent,
        Relationship relationship,
        boolean notificationEnabled,
        @Nullable String alertPhone,
        long version,
        Instant linkedAt,
        @Nullable Instant endedAt) {

    boolean isLive() {
        return endedAt == null;
    }

    Bond changed(Relationship relationship, boolean notificationEnabled, @Nullable String alertPhone) {
        return new Bond(
                linkId, child, parent, relationship, notificationEnabled, alertPhone, version, linkedAt, endedAt);
    }

    Bond withVersion(long version) {
        return new Bond(
                linkId, child, parent, relationship, notificationEnabled, alertPhone, version, linkedAt, endedAt);
    }

    @Override
    public String toString() {
        return "Bond[linkId=%s, version=%d]".formatted(linkId, version);
    }
}
