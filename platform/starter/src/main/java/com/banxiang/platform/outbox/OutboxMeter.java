package com.banxiang.platform.outbox;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What the outbox reports. */
enum OutboxMeter implements MeterDocumentation {

    /** Events Kafka acknowledged. */
    SENT {
        @Override
        public String getName() {
            return "outbox.sent";
        }

        @Override
        public Meter.Type getType() {
            return Meter.Type.COUNTER;
        }

        @Override
        public KeyName[] getKeyNames() {
            return Tag.values();
        }
    },

    /** Attempts Kafka did not acknowledge; the event stays and is sent again. */
    UNSENT {
        @Override
        public String getName() {
            return "outbox.unsent";
        }

        @Override
        public Meter.Type getType() {
            return Meter.Type.COUNTER;
        }

        @Override
        public KeyName[] getKeyNames() {
            return Tag.values();
        }
    },

    /** Rows waiting, told by the instance that relays; 0 elsewhere. */
    LAG {
        @Override
        public String getName() {
            return "outbox.lag";
        }

        @Override
        public Meter.Type getType() {
            return Meter.Type.GAUGE;
        }
    },

    /** How long the oldest row has been waiting. */
    AGE {
        @Override
        public String getName() {
            return "outbox.age";
        }

        @Override
        public Meter.Type getType() {
            return Meter.Type.GAUGE;
        }

        @Override
        public String getBaseUnit() {
            return "seconds";
        }
    },

    /** 1 in the instance that relays. The sum over a service is 1; 0 for long means that nobody does. */
    LEADING {
        @Override
        public String getName() {
            return "outbox.leading";
        }

        @Override
        public Meter.Type getType() {
            return Meter.Type.GAUGE;
        }
    };

    /** A service has a handful of topics. */
    enum Tag implements KeyName {
        TOPIC {
            @Override
            public String asString() {
                return "topic";
            }
        }
    }
}
