package com.banxiang.user.operator;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an operator may do. The names stand in tokens and in JSON. */
enum Role {
    ADMIN,
    REVIEWER,
    SUPPORT,
    DOCTOR,
    STAFF;

    /** For validation at the door. */
    static final String NAMES = "ADMIN|REVIEWER|SUPPORT|DOCTOR|STAFF";

    /** Each once, in the order in which they are declared. At least one. */
    static Set<Role> of(Collection<String> names) {

        var roles = EnumSet.noneOf(Role.class);
        names.forEach(name -> roles.add(valueOf(name)));
        return Collections.unmodifiableSet(roles);
    }

    static List<String> names(Set<Role> roles) {
        return roles.stream().map(Role::name).toList();
    }
}
