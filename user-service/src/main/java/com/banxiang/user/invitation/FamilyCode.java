package com.banxiang.user.invitation;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.consent.Scope;
import com.banxiang.user.invitation.Redemption.Again;
import com.banxiang.user.invitation.Redemption.Granted;
import com.banxiang.user.invitation.Redemption.Reason;
import com.banxiang.user.invitation.Redemption.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code an elder gives to a child: who redeems it belongs to the family.
 *
 * @param scopes what the elder agreed to share with it, null if nothing was said
 * @param voided a newer code took its place, or the elder took back what it led to
 * @param redeemedBy null while it is open
 * @param granted what was shared when it was redeemed
 */
record FamilyCode(
        UUID id,
        UUID elder,
        @Nullable Set<Scope> scopes,
        String consentVersion,
        Instant expiresAt,
        boolean voided,
        @Nullable Account redeemedBy,
        @Nullable Set<Scope> granted) {

    /** How long a code is good. */
    static final Duration LIFE = Duration.ofMinutes(30);

    /** What somebody's asking for it leads to. Asking again is answered alike, so that a lost answer harms nobody. */
    Redemption redeem(Account child, Instant now) {

        if (child.kind() == AccountKind.USER && child.id().equals(elder)) {
            return new Refused(Reason.OWN_FAMILY_CODE);
        }

        if (voided || !now.isBefore(expiresAt)) {
            return new Refused(Reason.INVALID_FAMILY_CODE);
        }

        if (redeemedBy == null) {
            return new Granted(this);
        }

        return redeemedBy.equals(child) && granted != null
                ? new Again(elder, granted, consentVersion)
                : new Refused(Reason.INVALID_FAMILY_CODE);
    }
}
