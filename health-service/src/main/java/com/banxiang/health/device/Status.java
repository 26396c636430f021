package com.banxiang.health.device;

/** How a link is. */
enum Status {
    /** What it measures arrives. */
    LINKED,
    /** The person took the leave back in the brand's cloud; linking again gives it back. */
    REVOKED,
    /** The person is at the brand's page. No device yet, and not in the list. */
    PENDING
}
