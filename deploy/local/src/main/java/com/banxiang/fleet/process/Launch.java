package com.banxiang.fleet.process;

import com.banxiang.fleet.state.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a process that writes its own pid file and log.
 * <p>
 * It writes its pid before it becomes what it is to be, and its log without a pipe: however its parent dies, there is no
 * process that isn't on record, and none that stops because nobody reads it.
 */
public final class Launch {

    private static final String RECORDED = "echo $$ > \"$1\" && shift && exec \"$@\"";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Launch() {}

    public static Process start(Home home, String name, List<String> command, Map<String, String> environment)
            throws IOException {

        var recorded = new ArrayList<>(List.of(
                "/bin/sh", "-c", RECORDED, "sh", Running.pidFile(home, name).toString()));
        recorded.addAll(command);
        var builder = new ProcessBuilder(recorded)
                .directory(home.run().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()));
        builder.environment().putAll(environment);

        return builder.start();
    }

    /**
     * Like {@link #start}, in a process group of its own: it survives its parent, and Ctrl-C at its parent's terminal. Returns
     * when it is on record.
     */
    public static void startDetached(Home home, String name, List<String> command)
            throws IOException, InterruptedException {

        Files.deleteIfExists(Running.pidFile(home, name));
        var detached = new ArrayList<>(List.of(
                "/bin/bash", "-c", "set -m; nohup /bin/sh -c '" + RECORDED + "' sh \"$@\" </dev/null >>\"$0\" 2>&1 &"));
        detached.add(home.log(name).toString());
        detached.add(Running.pidFile(home, name).toString());
        detached.addAll(command);
        new ProcessBuilder(detached)
                .directory(home.run().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        var until = Instant.now().plus(PATIENCE);
        while (Running.find(home, name).isEmpty() && Instant.now().isBefore(until)) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
