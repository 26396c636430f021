package com.banxiang.fleet.process;

import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A live process of this fleet, found by its pid file.
 * <p>
 * Pids are used again, so the file alone proves nothing: the command line of every process of a fleet names the fleet's
 * folder. A process that has died and that nobody has buried has no command line, and isn't running.
 */
public record Running(String name, ProcessHandle process) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    public static Path pidFile(Home home, String name) {
        return home.run().resolve(name + ".pid");
    }

    public static Optional<Running> find(Home home, String name) {

        try {
            var pid = Long.parseLong(Files.readString(pidFile(home, name)).strip());
            return ProcessHandle.of(pid)
                    .filter(process -> isAlive(process)
                            && commandLine(process).contains(home.folder().toString()))
                    .map(process -> new Running(name, process));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return isAlive(process);
    }

    /** Whether the process is one that still does something: a dead one waits in the table until its parent asks for it. */
    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && (!isLinux() || !commandLine(process).isEmpty());
    }

    public void signal(String signal) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(signal, pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to stop and waits; insists when the patience is over. */
    public void stop(String signal, Duration patience) throws InterruptedException {

        signal(signal);
        if (!awaitEnd(patience)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            awaitEnd(patience);
        }
    }

    private boolean awaitEnd(Duration patience) throws InterruptedException {

        var until = Instant.now().plus(patience);
        while (isAlive()) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }

        return true;
    }

    private static boolean isLinux() {
        return Files.exists(Path.of("/proc/self/cmdline"));
    }

    private static String commandLine(ProcessHandle process) {

        if (!isLinux()) {
            return process.info().commandLine().orElse("");
        }

        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
