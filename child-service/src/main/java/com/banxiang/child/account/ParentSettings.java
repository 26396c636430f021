package com.banxiang.child.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How elders' names are learnt.
 *
 * @param patience with user-service; what is shown then goes without names
 */
@ConfigurationProperties("child.parents")
record ParentSettings(@DefaultValue("800ms") Duration patience) {}
