package com.banxiang.health.device;

import java.util.Locale;

/** Who makes the device. */
enum Brand {
    /** A band read by our phone app or a gateway, which send what it measures. */
    BAND,
    /** Huawei's health cloud, from which it is fetched. */
    HUAWEI,
    /** Zepp's partner interface, not configured. */
    XIAOMI;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
