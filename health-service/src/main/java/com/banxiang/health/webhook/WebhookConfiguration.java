package com.banxiang.health.webhook;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the secrets once, at the start; one that can't be read stops it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BandSettings.class, WebhookSettings.class})
class WebhookConfiguration {

    @Bean
    WebhookKeys bandKeys(BandSettings settings) {
        return WebhookKeys.of(settings.secrets());
    }
}
