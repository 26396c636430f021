package com.banxiang.notification.vendor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a vendor is left alone for a moment.
 *
 * @param least calls in ten seconds, before the share of failed ones means anything
 * @param pause before a vendor that failed half of them is tried again
 */
@ConfigurationProperties("banxiang.vendor")
record VendorSettings(
        @DefaultValue("10") int least, @DefaultValue("2s") Duration pause) {}
