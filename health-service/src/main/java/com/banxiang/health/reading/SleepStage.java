package com.banxiang.health.reading;

import java.math.BigDecimal;

/**
 * A part of one night.
 *
 * @param stage as the device names it, e.g. {@code deep}
 * @param minutes how long it lasted
 */
public record SleepStage(String stage, BigDecimal minutes) {

    public SleepStage {
        minutes = Decimals.tidy(minutes);
    }
}
