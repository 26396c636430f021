package com.banxiang.health.total;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * So much from then to then.
 *
 * @param start of one that says nothing of a time, its end
 * @param recordedAt by whose day it is told
 */
record Span(Instant start, Instant end, BigDecimal value, Instant recordedAt) {

    boolean isMoment() {
        return !start.isBefore(end);
    }
}
