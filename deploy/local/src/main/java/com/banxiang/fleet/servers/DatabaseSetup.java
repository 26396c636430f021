package com.banxiang.fleet.servers;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What only a superuser may make: the database, its extensions, and a role with a schema for each service. Every statement may
 * be repeated, and all are skipped when nothing changed since the last time.
 */
final class DatabaseSetup {

    private static final String DATABASE = "banxiang";

    private static final String EXTENSIONS = """
        create schema if not exists extensions;
        create extension if not exists pg_stat_statements schema extensions;
        create extension if not exists btree_gist schema extensions;
        create extension if not exists cube schema extensions;
        create extension if not exists earthdistance schema extensions;
        create extension if not exists pg_trgm schema extensions;
        create extension if not exists pgcrypto schema extensions;
        grant usage on schema extensions to public;
        revoke all on database banxiang from public;
        """;

    private static final String OWNER = """
        do $$ begin
            if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s; end if;
        end $$;
        alter role %1$s login password '%2$s';
        grant connect on database banxiang to %1$s;
        alter role %1$s in database banxiang set search_path = %1$s, extensions;
        create schema if not exists %1$s authorization %1$s;
        """;

    private final int port;
    private final Path done;
    private final ApplicationSettings settings;

    DatabaseSetup(int port, Path done, ApplicationSettings settings) {
        this.port = port;
        this.done = done;
        this.settings = settings;
    }

    void run(List<Part> owners) throws IOException {

        var statements = EXTENSIONS
                + owners.stream()
                        .map(owner -> OWNER.formatted(owner.schema(), settings.databasePassword(owner)))
                        .collect(Collectors.joining());
        var digest = digest(statements);
        if (Files.exists(done) && Files.readString(done).equals(digest)) {
            return;
        }

        try {
            try (var server = connect("postgres");
                    var statement = server.createStatement()) {
                try (var found =
                        statement.executeQuery("select 1 from pg_database where datname = '%s'".formatted(DATABASE))) {
                    if (!found.next()) {
                        statement.execute("create database " + DATABASE);
                    }
                }
            }
            try (var database = connect(DATABASE);
                    var statement = database.createStatement()) {
                statement.execute(statements);
            }
        } catch (SQLException e) {
            throw new IOException("the database's set-up: " + e.getMessage(), e);
        }
        Home.write(done, digest);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database),
                "postgres",
                settings.superuserPassword());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
