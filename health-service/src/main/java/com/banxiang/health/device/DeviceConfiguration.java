package com.banxiang.health.device;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads once, at the start, when a device counts as silent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SilenceSettings.class)
class DeviceConfiguration {

    @Bean
    WakingHours wakingHours(SilenceSettings settings) {
        return settings.wakingHours();
    }
}
