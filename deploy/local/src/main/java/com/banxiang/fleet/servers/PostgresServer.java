package com.banxiang.fleet.servers;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.process.Launch;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One PostgreSQL for the fleet, with the durability of production: what it has confirmed survives {@code kill -9}.
 * <p>
 * It refuses to run as root, so for root it runs in a user namespace of its own, where root is nobody and its files are still
 * root's.
 */
final class PostgresServer implements Server {

    private static final String NAME = "postgres";
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "shared_preload_libraries=pg_stat_statements",
            "shared_buffers=64MB",
            "max_connections=200",
            "timezone=UTC",
            "log_timezone=UTC");

    private final Home home;
    private final int port;
    private final ApplicationSettings settings;

    private Path binaries = Path.of("");

    PostgresServer(Home home, int port, ApplicationSettings settings) {
        this.home = home;
        this.port = port;
        this.settings = settings;
    }

    @Override
    public void prepare(Consumer<String> progress) throws IOException, InterruptedException {

        binaries = PostgresBinaries.unpack(home, progress);
        if (!Files.exists(data())) {
            progress.accept("making an empty database");
            initialise();
        }
        forgetDeadServer();
    }

    @Override
    public List<String> command() {

        var command = new ArrayList<>(asNobody());
        command.addAll(List.of(
                binaries.resolve("bin/postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));

        return command;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("LC_ALL", "C", "TZ", "UTC");
    }

    @Override
    public void complete() throws IOException {
        var owners = Parts.all().stream().filter(Part::ownsSchema).toList();
        new DatabaseSetup(port, home.data().resolve("postgres.setup"), settings).run(owners);
    }

    /** Into a folder that gets its name when it is complete, so that an interrupted first start is simply repeated. */
    private void initialise() throws IOException, InterruptedException {

        var tool = "postgres-init";
        var fresh = home.data().resolve("postgres.new");
        Home.delete(fresh);
        var password = home.secrets().resolve("postgres.password");
        Home.write(password, settings.superuserPassword());

        var command = new ArrayList<>(asNobody());
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + fresh,
                "--username=postgres",
                "--pwfile=" + password,
                // It listens on loopback only, and lets nobody in without a password. Proving a random one by SCRAM
                // would
                // cost a client that has just started thousands of rounds of hashing for each connection.
                "--auth=password",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-sync"));
        var process = Launch.start(home, tool, command, environment());
        if (process.waitFor() != 0) {
            throw new Refusal("the database couldn't be made: see " + home.log(tool));
        }
        Files.delete(password);
        Files.move(fresh, data());
    }

    /** A server that was killed leaves its pid behind; if another program has it now, the next server would not start. */
    private void forgetDeadServer() throws IOException {

        var file = data().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }

        var isServer = Files.readAllLines(file).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .flatMap(process -> process.info().command())
                .filter(executable -> executable.endsWith("postgres"))
                .isPresent();
        if (!isServer) {
            Files.delete(file);
        }
    }

    private static List<String> asNobody() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }

    private Path data() {
        return home.data().resolve(NAME);
    }
}
