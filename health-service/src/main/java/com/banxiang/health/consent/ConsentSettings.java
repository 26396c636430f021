package com.banxiang.health.consent;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How it is learnt who agreed.
 *
 * @param patience with user-service; nothing is kept then
 * @param copyLives how long a yes is remembered, and so how long a withdrawal may take to be heard
 */
@ConfigurationProperties("health.consent")
record ConsentSettings(Duration patience, Duration copyLives) {}
