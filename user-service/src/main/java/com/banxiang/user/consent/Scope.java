package com.banxiang.user.consent;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A part of an elder's life that children can be let into. */
public enum Scope {
    HEALTH,
    ACTIVITIES,
    LOCATION,
    PAY;

    /** Each of them once, in the order in which they are declared. */
    public static Set<Scope> inOrder(Collection<Scope> scopes) {

        var inOrder = EnumSet.noneOf(Scope.class);
        inOrder.addAll(scopes);
        return Collections.unmodifiableSet(inOrder);
    }
}
