package com.banxiang.health.trend;

/** Where values are going. What is not sure, or too small to matter, is stable. */
enum Heading {
    RISING,
    FALLING,
    STABLE
}
