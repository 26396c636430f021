package com.banxiang.child.health;

import com.banxiang.platform.web.PageRequest;
import org.jspecify.annotations.Nullable;

/** What can be asked about a parent's health. */
sealed interface HealthQuestion {

    /** As the audit log names it. */
    String auditName();

    /** Fails with {@link com.banxiang.platform.web.Invalid} on what no service would understand. */
    default void check() {}

    /** Readings, newest first; the parameters as the child sent them. */
    record Records(
            @Nullable String type,
            @Nullable String limit,
            @Nullable String cursor) implements HealthQuestion {

        @Override
        public String auditName() {
            return "read-health-records";
        }

        @Override
        public void check() {
            PageRequest.of(limit, cursor);
        }
    }

    /** The bounds of alerts. */
    record Thresholds() implements HealthQuestion {

        @Override
        public String auditName() {
            return "read-health-thresholds";
        }
    }
}
