package com.banxiang.child.bond;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How it is learnt whether a child can be reached.
 *
 * @param patience with notification-service; what is shown then goes without it
 */
@ConfigurationProperties("child.reachability")
record ReachabilitySettings(@DefaultValue("800ms") Duration patience) {}
