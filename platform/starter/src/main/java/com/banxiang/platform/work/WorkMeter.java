package com.banxiang.platform.work;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What timed work reports. */
enum WorkMeter implements MeterDocumentation {

    /** Runs of a job, by name and outcome. */
    RUNS {
        @Override
        public String getName() {
            return "work.runs";
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
        DONE,
        FAILED
    }

    enum Tag implements KeyName {
        NAME {
            @Override
            public String asString() {
                return "name";
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
