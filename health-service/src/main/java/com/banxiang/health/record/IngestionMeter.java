package com.banxiang.health.record;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What the keeping of readings reports. */
enum IngestionMeter implements MeterDocumentation {

    /** Readings that were brought, by where from and what became of them. */
    READINGS {
        @Override
        public String getName() {
            return "business.health.data.record";
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

    enum Outcome {
        STORED,
        DUPLICATE,
        CONFLICT
    }

    enum Tag implements KeyName {
        SOURCE {
            @Override
            public String asString() {
                return "source";
            }
        },
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }
}
