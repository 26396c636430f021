package com.banxiang.platform.data;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;

/**
 * Brings the schema up to date before anything uses it: first the platform's own tables, then the service's.
 *
 * <p>Each has a history of its own, so the platform can grow without asking whether a service already uses a number.
 * This is the only use of JDBC; its connections are closed when it is done.
 */
final class Migrations implements InitializingBean {

    private static final String PLATFORM = "classpath:db/platform";
    private static final String PLATFORM_HISTORY = "platform_schema_history";
    private static final String SERVICE = "classpath:db/migration";
    private static final String SERVICE_HISTORY = "schema_history";

    /** With pauses of at most {@value #LONGEST_PAUSE_SECONDS} s: half a minute for a database that starts beside us. */
    private static final int CONNECT_ATTEMPTS = 15;

    private static final int LONGEST_PAUSE_SECONDS = 2;

    private final DatabaseSettings database;

    Migrations(DatabaseSettings database) {
        this.database = database;
    }

    @Override
    public void afterPropertiesSet() {
        migrate(PLATFORM, PLATFORM_HISTORY);
        migrate(SERVICE, SERVICE_HISTORY);
    }

    private void migrate(String location, String history) {

        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .connectRetries(CONNECT_ATTEMPTS)
                .connectRetriesInterval(LONGEST_PAUSE_SECONDS)
                .locations(location)
                .failOnMissingLocations(false)
                .table(history)
                // The other history's tables are there already; that is no reason to refuse.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
