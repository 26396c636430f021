package com.banxiang.platform.audit;

import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Gives a service its audit log. */
@AutoConfiguration(afterName = "com.banxiang.platform.outbox.OutboxAutoConfiguration")
class AuditAutoConfiguration {

    @Bean
    @ConditionalOnBean(Outbox.class)
    Audit audit(
            DatabaseClient database, Outbox outbox, Clock clock, @Value("${banxiang.service.name}") String service) {
        return new Audit(database, outbox, clock, service);
    }
}
