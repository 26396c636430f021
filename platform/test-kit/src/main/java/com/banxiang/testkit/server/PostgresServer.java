package com.banxiang.testkit.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL of this test run: database {@value #DATABASE}, extensions in the schema {@code extensions}, and for
 * each service a role and a schema of its own, as the deployment sets them up.
 */
public final class PostgresServer {

    public static final String DATABASE = "banxiang";

    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "only-for-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EXTENSIONS =
            List.of("cube", "earthdistance", "pgcrypto", "pg_trgm", "btree_gist", "btree_gin");

    /** A service's way in. */
    public record Login(String database, String user, String password) {}

    private static final class Shared {
        static final PostgresServer SERVER = new PostgresServer();
    }

    private final Server server;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    private PostgresServer() {
        this.server = switch (Engine.current()) {
            case CONTAINERS ->
                new ContainerServer(
                        new PostgreSQLContainer("postgres:18")
                                .withUsername(SUPERUSER)
                                .withPassword(PASSWORD),
                        PostgreSQLContainer.POSTGRESQL_PORT,
                        FreePort.find());
            case EMBEDDED -> new EmbeddedPostgresServer();
        };
        start();
        setUp();
    }

    /** The one of this JVM, started by whoever asks first and gone with the JVM. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    public String host() {
        return server.host();
    }

    public int port() {
        return server.port();
    }

    /** Makes the role and the schema of a service ({@code user-service}: {@code user_service}) when first asked for. */
    public Login loginOf(String service) {
        return logins.computeIfAbsent(service.replace('-', '_'), this::makeRoleAndSchema);
    }

    /** Takes the database away; {@link #start} brings it back with everything that was committed. */
    public synchronized void stop() {
        server.stop();
    }

    /** Returns once the database answers. Harmless if it runs. */
    public synchronized void start() {
        server.start();
        Awaitility.await("PostgreSQL answers")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> run(SUPERUSER, "select 1"));
    }

    /** Runs statements as superuser in {@value #DATABASE}, such as ending a service's connections. */
    public void execute(String... statements) {
        run(DATABASE, statements);
    }

    private void setUp() {

        run(SUPERUSER, "create database " + DATABASE);
        run(DATABASE, "create schema extensions", "grant usage on schema extensions to public");
        EXTENSIONS.forEach(it -> run(DATABASE, "create extension %s schema extensions".formatted(it)));
    }

    private Login makeRoleAndSchema(String name) {

        run(
                DATABASE,
                "create role %s login password '%s'".formatted(name, PASSWORD),
                "create schema %1$s authorization %1$s".formatted(name),
                "alter role %1$s in database %2$s set search_path = %1$s, extensions".formatted(name, DATABASE));
        return new Login(DATABASE, name, PASSWORD);
    }

    private boolean run(String database, String... statements) {

        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("superuser in %s: %s".formatted(database, List.of(statements)), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database), SUPERUSER, PASSWORD);
    }
}
