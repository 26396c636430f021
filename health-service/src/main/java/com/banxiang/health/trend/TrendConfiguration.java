package com.banxiang.health.trend;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the numbers of trends once, at the start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrendSettings.class)
class TrendConfiguration {

    @Bean
    TrendRules trendRules(TrendSettings settings) {
        return settings.rules();
    }
}
