package com.banxiang.platform.web;

import com.banxiang.platform.id.TimeOrderedIds;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Brings the envelope, the reading of requests and the fleet's ids into a service. */
@AutoConfiguration(beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(BodyLimits.class)
class WebAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean(IdGenerator.class)
    TimeOrderedIds ids(Clock clock) {
        return new TimeOrderedIds(clock);
    }

    @Bean
    JsonConventions jsonConventions() {
        return new JsonConventions();
    }

    @Bean
    RequestValues requestValues() {
        return new RequestValues();
    }

    @Bean
    EnvelopeWriter envelopeWriter(JsonMapper json) {
        return new EnvelopeWriter(json);
    }

    @Bean
    RequestFilter requestFilter(
            MessageSource texts, EnvelopeWriter envelopes, IdGenerator ids, Clock clock, BodyLimits limits) {
        return new RequestFilter(texts, envelopes, ids, clock, limits);
    }
}
