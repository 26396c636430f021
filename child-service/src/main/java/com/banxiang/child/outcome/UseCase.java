package com.banxiang.child.outcome;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What this service does for somebody, and the meter that counts how it ended. */
public enum UseCase implements MeterDocumentation {
    /** {@code registered} are new accounts. */
    LOG_IN("business.child.login"),
    REFRESH("business.child.refresh"),
    ERASE("business.child.erase"),
    LOG_OUT("business.child.logout"),
    RENAME("business.child.rename"),
    KEEP_PHONE("business.child.phone.keep"),
    BIND("business.child.bond.make"),
    CHANGE_BOND("business.child.bond.change"),
    END_BOND("business.child.bond.end"),
    READ_HEALTH("business.child.health.read"),
    READ_OVERVIEW("business.child.overview.read"),
    LIST_ALERTS("business.child.alert.list"),
    ACKNOWLEDGE("business.child.alert.acknowledge"),
    /** Facts that arrive from health-service; {@code known} are those that say nothing newer. */
    LEARN("business.child.alert.fact"),
    TELL_CONTACTS("business.child.contact.tell");

    enum Tag implements KeyName {
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }

    private final String meter;

    UseCase(String meter) {
        this.meter = meter;
    }

    @Override
    public String getName() {
        return meter;
    }

    @Override
    public Meter.Type getType() {
        return Meter.Type.COUNTER;
    }

    @Override
    public KeyName[] getKeyNames() {
        return Tag.values();
    }
}
