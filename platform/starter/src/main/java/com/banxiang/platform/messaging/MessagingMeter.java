package com.banxiang.platform.messaging;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What the taking of events reports. All are tagged with the topic. */
enum MessagingMeter implements MeterDocumentation {

    /** How long events took, by topic and outcome. */
    HANDLED("events.handled", Meter.Type.TIMER),

    /** Events of a type no listener knows. */
    UNKNOWN("events.unknown", Meter.Type.COUNTER),

    /** Events that were not admitted: whom they are about was erased here. */
    ERASED("events.erased", Meter.Type.COUNTER),

    /** Attempts to be repeated because our own infrastructure is in trouble. */
    WAITING("events.waiting", Meter.Type.COUNTER),

    /** Dead letters. Each one asks for a person. */
    DEAD("events.dead", Meter.Type.COUNTER),

    /** Events no instance listener could use. */
    UNHEARD("events.unheard", Meter.Type.COUNTER),

    /** How many records the slowest partition is behind. */
    LAG("events.lag", Meter.Type.GAUGE);

    private final String meterName;
    private final Meter.Type meterType;

    MessagingMeter(String meterName, Meter.Type meterType) {
        this.meterName = meterName;
        this.meterType = meterType;
    }

    @Override
    public String getName() {
        return meterName;
    }

    @Override
    public Meter.Type getType() {
        return meterType;
    }

    @Override
    public KeyName[] getKeyNames() {
        return Tag.values();
    }

    enum Tag implements KeyName {
        TOPIC("topic"),
        OUTCOME("outcome");

        private final String text;

        Tag(String text) {
            this.text = text;
        }

        @Override
        public String asString() {
            return text;
        }
    }
}
