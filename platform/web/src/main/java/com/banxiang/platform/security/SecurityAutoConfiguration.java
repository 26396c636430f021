package com.banxiang.platform.security;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/** Checks tokens of people and of services; guards a service that states its {@link AccessRules}. */
@AutoConfiguration
@EnableConfigurationProperties({TokenSettings.class, ServiceSettings.class})
class SecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TokenKeys tokenKeys(TokenSettings settings, Clock clock) {
        return new PublishedTokenKeys(WebClient.create(), settings, clock);
    }

    @Bean
    AccessTokens accessTokens(TokenKeys keys, TokenSettings settings, Clock clock) {
        return new AccessTokens(keys, settings, clock);
    }

    @Bean
    ServiceTokens serviceTokens(ServiceSettings settings, Clock clock) {
        return new ServiceTokens(settings, clock);
    }

    @Bean
    @ConditionalOnBean(AccessRules.class)
    AccessFilter accessFilter(AccessRules rules, AccessTokens accounts, ServiceTokens services) {
        return new AccessFilter(rules, accounts, services);
    }

    @Bean
    CallerArguments callerArguments() {
        return new CallerArguments();
    }
}
