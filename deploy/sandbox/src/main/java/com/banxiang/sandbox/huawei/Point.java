package com.banxiang.sandbox.huawei;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** One thing that was measured, as the cloud shows it. */
record Point(DataType type, Instant start, Instant end, JsonNode json) {

    boolean isWithin(Instant from, Instant to) {
        return !end.isBefore(from) && end.isBefore(to);
    }
}
