package com.banxiang.user.consent;

import static com.banxiang.user.consent.DecideSharing.Decision.Reason.SHARING_CHANGED;

import com.banxiang.user.consent.DecideSharing.Decision;
import com.banxiang.user.consent.DecideSharing.Decision.Decided;
import com.banxiang.user.consent.DecideSharing.Decision.Refused;
import com.banxiang.user.consent.DecideSharing.Decision.Unchanged;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What children may see and do.
 *
 * @param version counts the changes; 0 while the person never decided
 */
record Sharing(Set<Scope> scopes, long version) {

    /** All but the whereabouts. */
    static final Sharing NEVER_DECIDED = new Sharing(EnumSet.of(Scope.HEALTH, Scope.ACTIVITIES, Scope.PAY), 0);

    Sharing {
        scopes = Scope.inOrder(scopes);
    }

    boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    /** Whether deciding on these scopes changes something. Deciding for the first time does. */
    boolean isChangedBy(Set<Scope> decided) {
        return version == 0 || !scopes.equals(decided);
    }

    /** What comes of wishes that were made in view of a version. Nothing wished for decides nothing. */
    Decision decided(Map<Scope, Boolean> wishes, long seen) {

        if (seen != version) {
            return new Refused(SHARING_CHANGED);
        }

        var wished = EnumSet.noneOf(Scope.class);
        wished.addAll(scopes);
        wishes.forEach((scope, wish) -> {
            if (wish) {
                wished.add(scope);
            } else {
                wished.remove(scope);
            }
        });

        return wishes.isEmpty() || !isChangedBy(wished) ? new Unchanged(this) : new Decided(next(wished));
    }

    Sharing next(Set<Scope> decided) {
        return new Sharing(decided, version + 1);
    }
}
