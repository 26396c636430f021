package com.banxiang.health.alert;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What the engine reports. */
enum AlertMeter implements MeterDocumentation {

    /** Alerts told and closed, by type, severity and what happened. */
    ALERTS {
        @Override
        public String getName() {
            return "business.health.alert";
        }

        @Override
        public Meter.Type getType() {
            return Meter.Type.COUNTER;
        }

        @Override
        public KeyName[] getKeyNames() {
            return Tag.values();
        }
    };

    enum Tag implements KeyName {
        TYPE {
            @Override
            public String asString() {
                return "type";
            }
        },
        SEVERITY {
            @Override
            public String asString() {
                return "severity";
            }
        },
        /** {@code raised}, {@code told_again}, or the reason of the end. */
        WHAT {
            @Override
            public String asString() {
                return "what";
            }
        }
    }
}
