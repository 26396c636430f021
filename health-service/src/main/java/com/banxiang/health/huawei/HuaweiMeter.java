package com.banxiang.health.huawei;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What reading Huawei's answers reports. */
enum HuaweiMeter implements MeterDocumentation {

    /** Points that were left out, by why: names and units differ between generations of their documents. */
    LEFT_OUT {
        @Override
        public String getName() {
            return "business.health.huawei.left.out";
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
        REASON {
            @Override
            public String asString() {
                return "reason";
            }
        }
    }
}
