package com.banxiang.health.clinical;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the clinical numbers once, at the start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClinicalSettings.class)
class ClinicalConfiguration {

    @Bean
    ClinicalRules clinicalRules(ClinicalSettings settings) {
        return settings.rules();
    }
}
