package com.banxiang.fleet;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.servers.Servers;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Stops everything that has a pid file: first who would start it again, then the applications, then what they keep their data
 * in. The only place that stops a fleet, whoever asked for it and whatever state the fleet is in.
 */
final class Down {

    private static final Duration SUPERVISOR_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final String PID = ".pid";

    private final Home home;
    private final Terminal terminal;

    Down(Home home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    int run() throws IOException, InterruptedException {
        terminal.say(
                stopAll() == 0 ? "nothing was running" : "everything is stopped; the data stays in " + home.data());
        return 0;
    }

    int reset() throws IOException, InterruptedException {

        stopAll();
        Home.delete(home.data());
        Home.delete(home.secrets());
        Home.delete(home.run());
        terminal.say("everything is stopped; data and secrets are deleted");

        return 0;
    }

    /** How many processes there were. */
    int stopAll() throws IOException, InterruptedException {

        var stopped = stop(name -> name.equals(Supervisor.NAME));
        var applications = Parts.applications().map(Part::name).toList();
        stopped += stop(applications::contains);
        stopped += stop(_ -> true);
        forget();

        return stopped;
    }

    private int stop(Predicate<String> which) throws IOException, InterruptedException {

        var running = names().filter(which)
                .flatMap(name -> Running.find(home, name).stream())
                .toList();
        var threads = running.stream()
                .map(each -> Thread.ofVirtual().start(() -> stop(each)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        return running.size();
    }

    private void stop(Running running) {
        try {
            var isSupervisor = running.name().equals(Supervisor.NAME);
            running.stop(Servers.stopSignal(running.name()), isSupervisor ? SUPERVISOR_PATIENCE : PATIENCE);
            if (!isSupervisor) {
                terminal.say("  %-21s stopped".formatted(running.name()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<String> names() throws IOException {
        try (var files = Files.list(home.run())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(PID))
                    .map(name -> name.substring(0, name.length() - PID.length()))
                    .toList()
                    .stream();
        }
    }

    private void forget() throws IOException {
        try (var files = Files.list(home.run())) {
            for (var file : List.copyOf(files.toList())) {
                var name = file.getFileName().toString();
                if (name.endsWith(PID) || name.endsWith(".status") || name.endsWith(".stopped")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
