package com.banxiang.child.overview;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a glance at a parent may take.
 *
 * @param patience with one part, learning whether it is shared included; all are asked at the same time
 */
@ConfigurationProperties("child.overview")
record OverviewSettings(@DefaultValue("800ms") Duration patience) {}
