package com.banxiang.health.reading;

/** Where a temperature was taken. Sites are stored, never converted into each other. */
public enum Site {
    AXILLARY,
    EAR,
    FOREHEAD,
    ORAL,
    /** A wrist's surface: another quantity than the body's temperature, so nobody is alarmed by it. */
    SKIN
}
