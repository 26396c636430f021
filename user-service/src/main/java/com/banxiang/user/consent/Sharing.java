package com.banxiang.user.consent;

import java.util.EnumSet;
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

    Sharing next(Set<Scope> decided) {
        return new Sharing(decided, version + 1);
    }
}
