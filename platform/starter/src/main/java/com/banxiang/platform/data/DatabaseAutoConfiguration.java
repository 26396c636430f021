package com.banxiang.platform.data;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Migrates the schema at the start; the pool itself is Boot's, set up in {@code platform.yaml}. */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseAutoConfiguration {

    @Bean
    Migrations migrations(DatabaseSettings database) {
        return new Migrations(database);
    }
}
