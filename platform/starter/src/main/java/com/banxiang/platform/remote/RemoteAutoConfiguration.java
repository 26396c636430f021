package com.banxiang.platform.remote;

import com.banxiang.platform.security.ServiceSettings;
import com.banxiang.platform.security.ServiceTokens;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Lets a service ask its neighbours. */
@AutoConfiguration
@EnableConfigurationProperties(NeighbourSettings.class)
class RemoteAutoConfiguration {

    @Bean
    Neighbours neighbours(
            ServiceSettings services,
            NeighbourSettings settings,
            ServiceTokens tokens,
            JsonMapper json,
            MeterRegistry meters) {
        return new Neighbours(services, settings, tokens, json, meters);
    }
}
