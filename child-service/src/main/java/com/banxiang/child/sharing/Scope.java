package com.banxiang.child.sharing;

/** One thing an elder can open to children or keep closed. */
public enum Scope {
    HEALTH,
    ACTIVITIES,
    LOCATION,
    PAY
}
