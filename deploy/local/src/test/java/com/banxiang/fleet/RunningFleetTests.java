package com.banxiang.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.process.JavaCommand;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.secrets.Secrets;
import com.banxiang.fleet.servers.Servers;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Status;
import com.banxiang.fleet.state.Status.State;
import com.banxiang.fleet.supervise.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers, started, killed and stopped as a person does it: by commands that know nothing of one another. */
class RunningFleetTests {

    private static final List<String> SERVERS = List.of("postgres", "kafka", "redis");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Home home;
    private int offset;

    @BeforeEach
    void aFreeCornerOfTheMachine() throws IOException {
        home = new Home(
                        Path.of("../..").toRealPath(),
                        folder.resolve("fleet"),
                        Path.of("target/lib").toRealPath())
                .create();
        do {
            offset = ThreadLocalRandom.current().nextInt(1_000, 20_000);
        } while (!Ports.taken(Parts.all(), offset).isEmpty());
    }

    @AfterEach
    void leavesNoProcess() throws Exception {

        var pids = processes().map(Running::pid).toList();

        assertThat(fleet("down").exit()).isZero();

        assertThat(pids)
                .noneMatch(pid -> ProcessHandle.of(pid).filter(Running::isAlive).isPresent());
    }

    @Test
    void startsAgainWhatWasKilledAndKeepsWhatWasStored() throws Exception {

        var up = up();
        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(up.text()).contains("postgres", "healthy in", "all healthy in");
        assertThat(processes()).hasSize(SERVERS.size() + 1);

        try (var database = database();
                var statement = database.createStatement()) {
            statement.execute("create table kept (what text)");
            statement.execute("insert into kept values ('before')");
        }
        for (var part : SERVERS) {
            var pid = Running.find(home, part).orElseThrow().pid();
            assertThat(fleet("kill", part).exit()).isZero();
            await(part).atMost(PATIENCE).until(() -> isHealthyAgain(part, pid));
        }
        assertThat(kept()).containsExactly("before");
        assertThat(fleet("status").text()).containsPattern("kafka +\\d+ +\\d+ +healthy .* 1\\b");

        assertThat(up().text()).contains("already up");

        assertThat(fleet("down").exit()).isZero();
        assertThat(processes()).isEmpty();
        assertThat(up().exit()).isZero();
        assertThat(kept()).containsExactly("before");
    }

    @Test
    void stopsAndStartsOnePart() throws Exception {

        assertThat(up().exit()).isZero();

        assertThat(fleet("stop", "redis").exit()).isZero();
        assertThat(Running.find(home, "redis")).isEmpty();
        assertThat(fleet("status").text()).containsPattern("redis +- +\\d+ +stopped");

        assertThat(fleet("start", "redis").text()).contains("healthy in");
        assertThat(Servers.probe(Parts.named("redis"), offset).answers()).isTrue();
    }

    @Test
    void recoversWhenEverythingWasKilled() throws Exception {

        assertThat(up().exit()).isZero();
        try (var database = database();
                var statement = database.createStatement()) {
            statement.execute("create table kept (what text)");
            statement.execute("insert into kept values ('confirmed')");
        }

        Running.find(home, Supervisor.NAME).orElseThrow().signal("KILL");
        Running.find(home, "postgres").orElseThrow().signal("KILL");
        await().atMost(PATIENCE).until(() -> Running.find(home, Supervisor.NAME).isEmpty());
        var orphans = SERVERS.stream()
                .flatMap(part -> Running.find(home, part).stream())
                .map(Running::pid)
                .toList();
        assertThat(fleet("status").text()).contains("not up");
        var up = up();

        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(up.text()).contains("had lost their supervisor");
        assertThat(orphans)
                .noneMatch(pid -> ProcessHandle.of(pid).filter(Running::isAlive).isPresent());
        assertThat(kept()).containsExactly("confirmed");
    }

    @Test
    void makesTheDatabaseEachServiceExpects() throws Exception {

        var up = fleet("up", "--detach", "--no-build", "--only", "postgres", "--port-offset", Integer.toString(offset));

        assertThat(up.exit()).as(up.text()).isZero();
        for (var owner : Parts.all().stream().filter(Part::ownsSchema).toList()) {
            try (var database = connect(owner.schema(), settings().databasePassword(owner));
                    var statement = database.createStatement();
                    var answer = statement.executeQuery("""
                        select current_schema(), gen_random_uuid(),
                               earth_distance(ll_to_earth(52.5, 13.4), ll_to_earth(48.1, 11.6)),
                               current_setting('fsync'), current_setting('synchronous_commit')
                        """)) {
                answer.next();
                assertThat(answer.getString(1)).isEqualTo(owner.schema());
                assertThat(answer.getString(4)).isEqualTo("on");
                assertThat(answer.getString(5)).isEqualTo("on");
            }
        }
    }

    @Test
    void saysWhyAPartDoesNotStartAndStopsTheOthers() throws Exception {

        assertThat(up().exit()).isZero();
        assertThat(fleet("down").exit()).isZero();
        Home.delete(home.data().resolve("postgres/global"));

        var up = up();

        assertThat(up.exit()).isOne();
        assertThat(up.text()).contains("postgres failed", home.log("postgres").toString(), "global");
        assertThat(processes()).isEmpty();
    }

    private boolean isHealthyAgain(String part, long killed) {
        var status = Status.read(home, part);
        return status.state() == State.HEALTHY && status.pid() != killed && status.restarts() == 1;
    }

    private Stream<Running> processes() {
        return Stream.concat(Stream.of(Supervisor.NAME), SERVERS.stream())
                .flatMap(name -> Running.find(home, name).stream());
    }

    private List<String> kept() throws SQLException {

        var kept = new ArrayList<String>();
        try (var database = database();
                var statement = database.createStatement();
                var rows = statement.executeQuery("select what from kept")) {
            while (rows.next()) {
                kept.add(rows.getString(1));
            }
        }

        return kept;
    }

    private Connection database() throws SQLException {
        return connect("postgres", settings().superuserPassword());
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/banxiang"
                        .formatted(Parts.named("postgres").port() + offset),
                user,
                password);
    }

    private ApplicationSettings settings() {
        return new ApplicationSettings(home, offset, Secrets.of(home));
    }

    private Said up() throws IOException, InterruptedException {
        return fleet(
                "up",
                "--detach",
                "--no-build",
                "--only",
                String.join(",", SERVERS),
                "--port-offset",
                Integer.toString(offset));
    }

    private record Said(int exit, String text) {}

    private Said fleet(String... words) throws IOException, InterruptedException {

        var command = new ArrayList<>(List.of(
                JavaCommand.javaHome().resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfleet.repository=" + home.repository(),
                "-Dfleet.libraries=" + home.libraries(),
                "-cp",
                Path.of("target/classes").toRealPath() + ":" + jars(),
                Fleet.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", home.folder().toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        return new Said(process.waitFor(), text);
    }

    private String jars() {
        return home.libraries() + "/*";
    }
}
