package com.banxiang.platform.audit;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Gives a service its audit log. */
@AutoConfiguration(afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
class AuditAutoConfiguration {

    @Bean
    @ConditionalOnBean(DatabaseClient.class)
    Audit audit(DatabaseClient database, Clock clock) {
        return new Audit(database, clock);
    }
}
