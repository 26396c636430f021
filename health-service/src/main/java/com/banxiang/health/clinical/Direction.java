package com.banxiang.health.clinical;

/** On which side of its bound a value lies. */
public enum Direction {
    ABOVE,
    BELOW
}
