package com.banxiang.endtoend;

import com.banxiang.fleet.Fleet;
import com.banxiang.fleet.journey.Door;
import com.banxiang.fleet.journey.Ledgers;
import com.banxiang.fleet.journey.Sandbox;
import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.secrets.Secrets;
import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A fleet of the jars this build made, in a folder and on ports of its own, driven by the same commands as a person's. */
final class TestFleet {

    record Said(int exit, String text) {}

    private final Home home;
    private final int offset;

    private TestFleet(Home home, int offset) {
        this.home = home;
        this.offset = offset;
    }

    /** Starts everything; if that fails, nothing is left running. */
    static TestFleet start(Path folder) throws IOException, InterruptedException {

        var repository = Path.of("../..").toRealPath();
        var home = new Home(repository, folder, repository.resolve("deploy/local/target/lib")).create();
        var fleet = new TestFleet(home, freeOffset());
        var up = fleet.run("up", "--detach", "--no-build", "--port-offset", Integer.toString(fleet.offset));

        if (up.exit() != 0) {
            fleet.close();
            throw new IllegalStateException(up.text());
        }

        return fleet;
    }

    /** One of the fleet's commands, in a process of its own. */
    Said run(String... words) throws IOException, InterruptedException {

        var classes = home.repository().resolve("deploy/local/target/classes");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfleet.repository=" + home.repository(),
                "-Dfleet.libraries=" + home.libraries(),
                "-cp",
                classes + ":" + home.libraries() + "/*",
                Fleet.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", home.folder().toString()));

        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /** SIGKILL; the supervisor is not told. */
    void kill(String part) {
        Running.find(home, part)
                .orElseThrow(() -> new IllegalStateException(part + " is not running"))
                .signal("KILL");
    }

    boolean isRunning(String part) {
        return Running.find(home, part).isPresent();
    }

    Door door() {
        return new Door(offset);
    }

    Sandbox sandbox() {
        return new Sandbox(offset);
    }

    Ledgers ledgers() {
        return new Ledgers(offset, new ApplicationSettings(home, offset, Secrets.of(home)).superuserPassword());
    }

    /** Everything the services logged so far. */
    String logs() {
        return Parts.applications()
                .map(Part::name)
                .filter(it -> !it.equals("sandbox"))
                .flatMap(it -> Stream.of(home.log(it), home.log().resolve(it + ".log.1")))
                .filter(Files::exists)
                .map(TestFleet::read)
                .reduce("", String::concat);
    }

    List<Long> pids() {
        return Stream.concat(Stream.of("supervisor"), Parts.all().stream().map(Part::name))
                .map(it -> Running.find(home, it).map(Running::pid))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Stops everything, also after a failure. */
    void close() throws IOException, InterruptedException {

        var left = pids();
        run("down");
        var alive = left.stream()
                .filter(it -> ProcessHandle.of(it).filter(Running::isAlive).isPresent())
                .toList();

        if (!alive.isEmpty()) {
            throw new IllegalStateException("still running: " + alive);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int freeOffset() {

        while (true) {
            var offset = ThreadLocalRandom.current().nextInt(2_000, 20_000);
            if (Parts.all().stream().allMatch(it -> isFree(it.port() + offset) && isFree(it.healthPort() + offset))) {
                return offset;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
