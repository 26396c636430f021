package com.banxiang.health.pull;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What fetching from clouds reports. */
enum PullMeter implements MeterDocumentation {

    /** People who came back from a brand's page, by what they were told. */
    LINKS {
        @Override
        public String getName() {
            return "business.health.cloud.link";
        }
    },

    /** Times a device was fetched from, by how that ended. */
    PULLS {
        @Override
        public String getName() {
            return "business.health.cloud.pull";
        }
    },

    /** Leaves that were to be given back, by how that ended. */
    LEAVES {
        @Override
        public String getName() {
            return "business.health.cloud.leave";
        }
    },

    /** Notifications of a cloud, by what became of them. */
    NOTIFICATIONS {
        @Override
        public String getName() {
            return "business.health.cloud.notification";
        }
    };

    @Override
    public Meter.Type getType() {
        return Meter.Type.COUNTER;
    }

    @Override
    public KeyName[] getKeyNames() {
        return Tag.values();
    }

    enum Tag implements KeyName {
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }
}
