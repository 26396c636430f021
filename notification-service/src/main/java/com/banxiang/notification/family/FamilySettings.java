package com.banxiang.notification.family;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Asking who is told.
 *
 * @param patience with a neighbour who knows; then what is known here has to do
 */
@ConfigurationProperties("banxiang.family")
record FamilySettings(@DefaultValue("800ms") Duration patience) {}
