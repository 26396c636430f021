package com.banxiang.health.device;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When a device counts as silent.
 *
 * @param after how long it must not have reported; nights don't count
 * @param wakingFrom when the night is over, in China
 * @param wakingTo when the night begins, in China
 * @param noticedEvery how exactly it is remembered when a device was last heard of, which spares a write each message
 * @param watchEvery how often this instance looks for silent devices
 */
@ConfigurationProperties("health.silence")
record SilenceSettings(
        Duration after, LocalTime wakingFrom, LocalTime wakingTo, Duration noticedEvery, Duration watchEvery) {

    WakingHours wakingHours() {
        return new WakingHours(wakingFrom, wakingTo);
    }
}
