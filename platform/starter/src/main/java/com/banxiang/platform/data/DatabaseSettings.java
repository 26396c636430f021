package com.banxiang.platform.data;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the service's schema is. {@code platform.yaml} derives the connection pool from the same properties.
 *
 * @param name of the database, which all services share; the role's search path names the schema
 * @param user the service's own role
 */
@ConfigurationProperties("banxiang.database")
record DatabaseSettings(String host, int port, String name, String user, String password) {

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?tcpKeepAlive=true&connectTimeout=5".formatted(host, port, name);
    }

    @Override
    public String toString() {
        return "%s@%s:%d/%s".formatted(user, host, port, name);
    }
}
