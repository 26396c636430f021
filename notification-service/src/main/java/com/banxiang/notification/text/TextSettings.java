package com.banxiang.notification.text;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param refresh within which every instance uses words that were changed */
@ConfigurationProperties("banxiang.texts")
record TextSettings(@DefaultValue("10s") Duration refresh) {}
