package com.banxiang.health.alert;

/** What an alert is waiting for. */
enum AlertStatus {
    /** Told, and nobody has answered: it is told again while the newest reading stays beyond. */
    OPEN,
    /** Somebody answered the last telling: silent unless it gets worse, or six hours pass. */
    ACKNOWLEDGED,
    /** Over. Nothing changes it any more; the next reading beyond a bound opens another. */
    CLOSED
}
