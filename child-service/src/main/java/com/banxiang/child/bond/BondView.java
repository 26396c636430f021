package com.banxiang.child.bond;

import com.banxiang.child.account.Parents.Parent;
import com.banxiang.platform.web.Masked;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parent as the child sees them.
 *
 * @param openAlerts null while the parent's health is not shared
 * @param reachable whether an alert about this parent can reach this child; null while that is not known
 */
record BondView(
        UUID parentId,
        UUID linkId,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        Relationship relationship,
        boolean notificationEnabled,
        @Nullable String alertPhone,
        Instant linkedAt,
        @Nullable Long openAlerts,
        @Nullable Boolean reachable) {

    static BondView of(Bond bond, @Nullable Parent parent, @Nullable Long openAlerts, @Nullable Boolean reachable) {
        return new BondView(
                bond.parent(),
                bond.linkId(),
                parent == null ? null : parent.nickname(),
                parent == null ? null : parent.avatarUrl(),
                bond.relationship(),
                bond.notificationEnabled(),
                bond.alertPhone() == null ? null : Masked.phone(bond.alertPhone()),
                bond.linkedAt(),
                openAlerts,
                reachable);
    }
}
