package com.banxiang.user.consent;

/** A part of an elder's life that children can be let into. */
public enum Scope {
    HEALTH,
    ACTIVITIES,
    LOCATION,
    PAY
}
