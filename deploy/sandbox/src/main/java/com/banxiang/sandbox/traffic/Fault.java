package com.banxiang.sandbox.traffic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the next calls to a vendor go wrong.
 *
 * @param status answered at once with the vendor's own body for it; the call has no effect
 * @param delay the call takes effect, its answer comes late
 * @param drop the connection is closed without an answer; the call has no effect
 * @param kind {@value #QUOTA}, or a code of the vendor's own that is answered
 * @param times calls that are left
 * @param operation only calls whose operation ends so, or all
 */
public record Fault(
        Vendor vendor,
        @Nullable Integer status,
        Duration delay,
        boolean drop,
        @Nullable String kind,
        int times,
        @Nullable String operation) {

    static final String QUOTA = "quota";

    /** Nothing goes wrong. */
    public static Fault none(Vendor vendor) {
        return new Fault(vendor, null, Duration.ZERO, false, null, 1, null);
    }

    boolean concerns(Vendor called, String calledOperation) {
        return vendor == called && (operation == null || calledOperation.endsWith(operation));
    }

    boolean isQuota() {
        return QUOTA.equals(kind);
    }

    Fault onceLess() {
        return new Fault(vendor, status, delay, drop, kind, times - 1, operation);
    }
}
