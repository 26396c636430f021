package com.banxiang.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The yardstick: nginx in front of an Express process on tables of its own, in the same PostgreSQL server. Needs {@code nginx},
 * {@code node} and {@code npm}.
 */
final class ReferenceSide implements Side, AutoCloseable {

    private static final Path FOLDER = Path.of("reference");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int DOOR = 8180;
    private static final int SERVICE = 8182;
    private static final String DATABASE = "reference";

    private final long postgres;
    private final Connection connection;
    private final Process node;
    private final Process nginx;
    private List<Member> members = List.of();

    private ReferenceSide(long postgres, Connection connection, Process node, Process nginx) {
        this.postgres = postgres;
        this.connection = connection;
        this.node = node;
        this.nginx = nginx;
    }

    /** Empty tables, and both processes answering. */
    static ReferenceSide start(long postgres, int postgresPort, String superuserPassword) {

        try {
            var server = "127.0.0.1:" + postgresPort;
            createDatabase(server, superuserPassword);
            var connection = connect(server, DATABASE, superuserPassword);
            try (var statement = connection.createStatement()) {
                statement.execute(Files.readString(FOLDER.resolve("schema.sql")));
            }
            if (!Files.exists(FOLDER.resolve("node_modules"))) {
                run("npm", "ci", "--no-audit", "--no-fund");
            }

            var express = command("node", "server.js");
            express.environment().put("REFERENCE_SECRET", UUID.randomUUID().toString());
            express.environment()
                    .put(
                            "REFERENCE_DATABASE",
                            "postgres://postgres:%s@%s/%s".formatted(superuserPassword, server, DATABASE));
            express.environment().put("NODE_ENV", "production");
            var node = express.start();
            await(SERVICE, node);

            var folder = Files.createTempDirectory("banxiang-reference-");
            var nginx = command(
                            "nginx",
                            "-e",
                            "stderr",
                            "-p",
                            folder.toString(),
                            "-c",
                            FOLDER.toAbsolutePath().resolve("nginx.conf").toString())
                    .start();
            await(DOOR, nginx);

            return new ReferenceSide(postgres, connection, node, nginx);
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("the reference doesn't start", failed);
        }
    }

    void members(List<Member> those) {
        members = those;
    }

    /** The code that a text message would have carried. */
    synchronized String codeFor(String phone) {
        try (var statement = connection.prepareStatement("select code from login_codes where phone = ?")) {
            statement.setString(1, phone);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("reference", failed);
        }
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public URI base() {
        return URI.create("http://127.0.0.1:" + DOOR);
    }

    @Override
    public List<Member> members() {
        return members;
    }

    @Override
    public CpuTimes cpu(List<String> services) {
        var pids = new LinkedHashMap<String, long[]>();
        pids.put("nginx", CpuTimes.family(nginx.pid()));
        pids.put("node", CpuTimes.family(node.pid()));
        pids.put("postgres", CpuTimes.postgres(postgres, DATABASE));
        return CpuTimes.now(pids);
    }

    @Override
    public void close() {
        stop(nginx);
        stop(node);
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL", failed);
        }
    }

    private static void createDatabase(String server, String password) throws SQLException {
        try (var postgres = connect(server, "postgres", password);
                var statement = postgres.createStatement()) {
            statement.execute("drop database if exists %s with (force)".formatted(DATABASE));
            statement.execute("create database " + DATABASE);
        }
    }

    private static Connection connect(String server, String database, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://%s/%s".formatted(server, database), "postgres", password);
    }

    private static void run(String... words) throws IOException {
        try {
            if (command(words).start().waitFor() != 0) {
                throw new IOException(String.join(" ", words) + " failed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static ProcessBuilder command(String... words) {
        return new ProcessBuilder(words).directory(FOLDER.toFile()).inheritIO();
    }

    private static void await(int port, Process process) throws IOException {

        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try (var caller = new Socket()) {
                caller.connect(new InetSocketAddress("127.0.0.1", port));
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("nobody answers on port " + port);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
