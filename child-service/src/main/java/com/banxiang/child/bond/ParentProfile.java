package com.banxiang.child.bond;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a parent is to a child.
 *
 * @param nickname null while user-service does not say
 * @param alertPhone masked
 * @param reachable whether an alert about this parent can reach this child; null while that is not known
 */
public record ParentProfile(
        UUID parentId,
        UUID linkId,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        Relationship relationship,
        boolean notificationEnabled,
        @Nullable String alertPhone,
        Instant linkedAt,
        @Nullable Boolean reachable) {

    static ParentProfile of(BondView bond) {
        return new ParentProfile(
                bond.parentId(),
                bond.linkId(),
                bond.nickname(),
                bond.avatarUrl(),
                bond.relationship(),
                bond.notificationEnabled(),
                bond.alertPhone(),
                bond.linkedAt(),
                bond.reachable());
    }
}
