package com.banxiang.health.reading;

import java.math.BigDecimal;

/** From, to, both included. */
public record Range(BigDecimal from, BigDecimal to) {

    public Range {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException("range: %s to %s (expected: from <= to)".formatted(from, to));
        }
    }

    public boolean has(BigDecimal number) {
        return from.compareTo(number) <= 0 && number.compareTo(to) <= 0;
    }

    @Override
    public String toString() {
        return from.toPlainString() + "–" + to.toPlainString();
    }
}
