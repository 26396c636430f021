package com.banxiang.fleet;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.process.Memory;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.servers.Servers;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Plan;
import com.banxiang.fleet.state.Status;
import com.banxiang.fleet.state.Status.State;
import com.banxiang.fleet.supervise.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One row for each part, asked now; the supervisor is believed only about the past. */
final class StatusTable {

    private static final String ROW = "%-21s %8s %7s  %-22s %9s %9s %8s%n";

    private final Home home;

    StatusTable(Home home) {
        this.home = home;
    }

    /** 0 when everything that is wanted is healthy. */
    int print() {

        var offset = Plan.read(home).offset();
        var supervisor = Running.find(home, Supervisor.NAME);
        var allWell = supervisor.isPresent();
        System.out.printf(ROW, "part", "pid", "port", "health", "uptime", "memory", "restarts");
        for (var part : Parts.all()) {
            var status = Status.read(home, part.name());
            var running = Running.find(home, part.name());
            var health = health(part, offset, supervisor.isPresent() ? status.state() : State.STOPPED, running);
            allWell &= health.equals("healthy") || status.state() == State.STOPPED;
            System.out.printf(
                    ROW,
                    part.name(),
                    running.map(each -> Long.toString(each.pid())).orElse("-"),
                    part.port() + offset,
                    health,
                    running.map(_ -> uptime(status)).orElse("-"),
                    running.flatMap(Memory::resident)
                            .map(StatusTable::mebibytes)
                            .orElse("-"),
                    status.restarts());
        }
        supervisor.ifPresentOrElse(
                each -> System.out.println("supervisor: pid " + each.pid() + together()),
                () -> System.out.println("the fleet is not up: no supervisor"));

        return allWell ? 0 : 1;
    }

    private static String health(Part part, int offset, State state, Optional<Running> running) {

        if (running.isEmpty()) {
            return switch (state) {
                case WAITING, PREPARING -> state.name().toLowerCase(Locale.ROOT);
                case DIED -> "died, restarting";
                default -> "stopped";
            };
        }
        if (Servers.probe(part, offset).answers()) {
            return "healthy";
        }

        return state == State.STARTING ? "starting" : "doesn't answer";
    }

    private String together() {
        var sum = Parts.all().stream()
                .flatMap(part -> Running.find(home, part.name()).stream())
                .mapToLong(running -> Memory.proportional(running).orElse(0))
                .sum();
        return sum == 0 ? "" : "; all parts together " + mebibytes(sum) + ", shared pages counted once";
    }

    private static String mebibytes(long bytes) {
        return "%d MiB".formatted(bytes >> 20);
    }

    private static String uptime(Status status) {
        var up = Duration.between(status.started(), Instant.now());
        return up.toHours() > 0
                ? "%dh %02dm".formatted(up.toHours(), up.toMinutesPart())
                : "%dm %02ds".formatted(up.toMinutes(), up.toSecondsPart());
    }
}
