package com.banxiang.health.arrival;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What becomes of what devices bring.
 *
 * @param unreliableToldEvery how often an elder is asked to measure again
 * @param rawKeptFor how long raw payloads are kept
 */
@ConfigurationProperties("health.arrival")
record ArrivalSettings(Duration unreliableToldEvery, Duration rawKeptFor) {}
