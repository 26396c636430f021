package com.banxiang.fleet;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.servers.Servers;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Plan;
import com.banxiang.fleet.state.Refusal;
import com.banxiang.fleet.state.Status;
import com.banxiang.fleet.state.Status.State;
import com.banxiang.fleet.state.Wanted;
import com.banxiang.fleet.supervise.Supervisor;
import java.time.Duration;
import java.util.List;

/** Starts, stops or kills one part of a running fleet, and waits until that is so. */
final class OnePart {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Home home;
    private final Terminal terminal;

    OnePart(Home home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    int run(String verb, List<String> names) throws InterruptedException {

        if (names.size() != 1) {
            throw new Refusal("./fleet %s needs the name of one part".formatted(verb));
        }

        var part = Parts.named(names.getFirst());
        return switch (verb) {
            case "stop" -> stop(part);
            case "kill" -> kill(part);
            case "restart" -> stop(part) + start(part);
            default -> start(part);
        };
    }

    private int stop(Part part) throws InterruptedException {

        Wanted.stopped(home, part.name());
        if (isSupervised()) {
            while (isSupervised() && Status.read(home, part.name()).state() != State.STOPPED) {
                Thread.sleep(LOOK);
            }
        } else {
            var running = Running.find(home, part.name());
            if (running.isPresent()) {
                running.get().stop(Servers.stopSignal(part.name()), PATIENCE);
            }
        }
        terminal.say("  %-21s stopped".formatted(part.name()));

        return 0;
    }

    private int start(Part part) throws InterruptedException {

        if (!isSupervised()) {
            throw new Refusal("the fleet is not up: ./fleet up");
        }

        Wanted.running(home, part.name());
        var progress = new Progress(home, List.of(part), Plan.read(home).offset(), terminal);
        // The supervisor first has to see that the part is wanted again.
        while (isSupervised() && Status.read(home, part.name()).state() == State.STOPPED) {
            Thread.sleep(LOOK);
        }
        while (isSupervised() && !progress.allHealthy() && progress.failed().isEmpty()) {
            progress.show();
            Thread.sleep(LOOK);
        }
        progress.show();

        return progress.allHealthy() ? 0 : 1;
    }

    /** As if it had crashed: the supervisor is not told. */
    private int kill(Part part) {

        var running = Running.find(home, part.name()).orElseThrow(() -> new Refusal(part.name() + " isn't running"));
        running.signal("KILL");
        terminal.say("  %-21s killed (pid %d)".formatted(part.name(), running.pid()));

        return 0;
    }

    private boolean isSupervised() {
        return Running.find(home, Supervisor.NAME).isPresent();
    }
}
