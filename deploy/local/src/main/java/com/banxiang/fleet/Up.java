package com.banxiang.fleet;

import com.banxiang.fleet.build.Build;
import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.process.JavaCommand;
import com.banxiang.fleet.process.Launch;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.secrets.ApplicationSettings;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Plan;
import com.banxiang.fleet.state.Wanted;
import com.banxiang.fleet.supervise.Supervisor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Starts a fleet, and says what is going on until it runs. */
final class Up {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int TOLD_LINES = 20;

    private final Home home;
    private final Options options;
    private final Terminal terminal;
    private final List<Part> parts;
    private final Down down;

    private volatile boolean interrupted;

    Up(Home home, Options options, Terminal terminal) {
        this.home = home;
        this.options = options;
        this.terminal = terminal;
        this.parts = Parts.withTheirNeeds(options.only());
        this.down = new Down(home, terminal);
    }

    int run() throws IOException, InterruptedException {

        var begun = Instant.now();
        try (var lock = new RandomAccessFile(home.run().resolve("up.lock").toFile(), "rw");
                var channel = lock.getChannel();
                var held = channel.lock()) {
            assert held.isValid();
            if (Running.find(home, Supervisor.NAME).isPresent()) {
                terminal.say("the fleet is already up; ./fleet status shows it, ./fleet start starts a part it lacks");
                return 0;
            }
            stopLeftovers();
            Ports.refuseTaken(parts, options.portOffset());
            build();
            startSupervisor();
        }

        return options.detach() ? awaitHealthy(begun) : stay(begun);
    }

    private void stopLeftovers() throws IOException, InterruptedException {
        var left = down.stopAll();
        if (left > 0) {
            terminal.say("%d processes had lost their supervisor and are stopped".formatted(left));
        }
    }

    private void build() throws IOException, InterruptedException {

        if (!options.build()) {
            parts.stream().filter(Part::isApplication).forEach(part -> Build.jar(home, part));
            return;
        }

        var build = new Build(home);
        var stale = build.stale(parts);
        if (!stale.isEmpty()) {
            var begun = Instant.now();
            terminal.say("building %s (%s)".formatted(String.join(", ", stale), home.log("build")));
            build.run(parts, JavaCommand.javaHome());
            terminal.say("built in %.0f s".formatted(sinceSeconds(begun)));
        }
    }

    private void startSupervisor() throws IOException, InterruptedException {

        new Plan(options.portOffset(), parts.stream().map(Part::name).toList()).write(home);
        for (var part : Parts.all()) {
            home.rotateLog(part.name());
            if (!parts.contains(part)) {
                Wanted.stopped(home, part.name());
            }
        }
        home.rotateLog(Supervisor.NAME);

        // This process's flags, with a memory of classes of its own, written when it ends.
        var flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .map(flag -> flag.replace("launcher.jsa", "supervisor.jsa"))
                .toList();
        var classPath = Stream.of(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .toList();
        Launch.startDetached(
                home,
                Supervisor.NAME,
                JavaCommand.of(
                        home,
                        Supervisor.NAME,
                        flags,
                        classPath,
                        Fleet.class.getName(),
                        List.of("supervise", "--data", home.folder().toString())));
    }

    private int awaitHealthy(Instant begun) throws IOException, InterruptedException {

        var progress = new Progress(home, parts, options.portOffset(), terminal);
        while (!interrupted) {
            progress.show();
            if (progress.allHealthy()) {
                terminal.say("all healthy in %.1f s".formatted(sinceSeconds(begun)));
                tellWhere();
                return 0;
            }
            if (!progress.failed().isEmpty()) {
                tellFailed(progress.failed());
                down.stopAll();
                return 1;
            }
            if (Running.find(home, Supervisor.NAME).isEmpty()) {
                terminal.say("the supervisor ended: " + home.log(Supervisor.NAME));
                down.stopAll();
                return 1;
            }
            Thread.sleep(LOOK);
        }

        return 1;
    }

    /** Until Ctrl-C, which reaches only this process: the others are in a group of their own, and are stopped in order. */
    private int stay(Instant begun) throws IOException, InterruptedException {

        var hook = new Thread(this::stopOnInterrupt);
        Runtime.getRuntime().addShutdownHook(hook);
        var exit = awaitHealthy(begun);
        if (exit == 0) {
            terminal.say("Ctrl-C stops everything");
            var progress = new Progress(home, parts, options.portOffset(), terminal);
            while (!interrupted && Running.find(home, Supervisor.NAME).isPresent()) {
                progress.show();
                Thread.sleep(LOOK);
            }
        }
        if (!interrupted) {
            Runtime.getRuntime().removeShutdownHook(hook);
            terminal.say("the fleet is down");
        }

        return exit;
    }

    private void stopOnInterrupt() {
        interrupted = true;
        try {
            terminal.say("stopping");
            down.run();
        } catch (IOException | InterruptedException e) {
            System.err.println("fleet: " + e);
        }
    }

    private void tellFailed(List<Part> failed) throws IOException {
        for (var part : failed) {
            terminal.say("%s failed; the end of %s:".formatted(part.name(), home.log(part.name())));
            for (var line : lastLines(home.log(part.name()))) {
                terminal.say("    " + line);
            }
        }
    }

    private static List<String> lastLines(Path log) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        var lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size());
    }

    private void tellWhere() throws IOException {

        var offset = options.portOffset();
        var names = parts.stream().map(Part::name).toList();
        if (names.contains("gateway")) {
            terminal.say("  the API      http://127.0.0.1:%d  (health and metrics: %d)"
                    .formatted(
                            Parts.named("gateway").port() + offset,
                            Parts.named("gateway").healthPort() + offset));
        }
        if (names.contains("sandbox")) {
            terminal.say("  the vendors  http://127.0.0.1:%d/_sandbox/sms"
                    .formatted(Parts.named("sandbox").port() + offset));
        }
        tellFirstAdmin(names);
        terminal.say("  logs         " + home.log());
        terminal.say("  data         " + home.data());
        terminal.say("  secrets      " + home.secrets());
    }

    private void tellFirstAdmin(List<String> names) throws IOException {

        var file = ApplicationSettings.firstAdmin(home);
        if (names.contains("user-service") && Files.exists(file)) {
            terminal.say("  first admin  %s  (%s)".formatted(String.join(" ", Files.readAllLines(file)), file));
        }
    }

    private static double sinceSeconds(Instant begun) {
        return Progress.seconds(Duration.between(begun, Instant.now()));
    }
}
