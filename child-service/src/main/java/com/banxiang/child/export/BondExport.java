package com.banxiang.child.export;

import com.banxiang.child.bond.Bond;
import com.banxiang.platform.web.Masked;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bond as it is taken along, by either side.
 *
 * @param alertPhone masked, as in every answer; the child's own, so not for the elder
 * @param endedAt absent while it lives
 */
record BondExport(
        UUID linkId,
        UUID parentId,
        UUID childId,
        String relationship,
        boolean notificationEnabled,
        @Nullable String alertPhone,
        Instant linkedAt,
        @Nullable Instant endedAt) {

    static BondExport forTheChild(Bond bond) {
        var phone = bond.alertPhone();
        return of(bond, phone == null ? null : Masked.phone(phone));
    }

    static BondExport forTheElder(Bond bond) {
        return of(bond, null);
    }

    private static BondExport of(Bond bond, @Nullable String alertPhone) {
        return new BondExport(
                bond.linkId(),
                bond.parent(),
                bond.child(),
                bond.relationship().text(),
                bond.notificationEnabled(),
                alertPhone,
                bond.linkedAt(),
                bond.endedAt());
    }
}
