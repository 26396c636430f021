package com.banxiang.health.webhook;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What the webhook reports. */
enum WebhookMeter implements MeterDocumentation {

    /** Messages of devices, by what became of them. */
    MESSAGES {
        @Override
        public String getName() {
            return "business.health.webhook";
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
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }
}
