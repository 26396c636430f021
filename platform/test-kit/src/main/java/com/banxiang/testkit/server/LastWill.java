package com.banxiang.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What is cleaned up when this JVM is gone, however it went.
 * <p>
 * A shell waits at a pipe whose other end this JVM holds: the pipe closes when the JVM ends, also when it is killed
 * and no shutdown hook runs.
 */
final class LastWill {

    /** Keeps the pipes open: a collected process would close its own. */
    private static final List<Process> EXECUTORS = new CopyOnWriteArrayList<>();

    /** Stops the PostgreSQL whose data is in the folder, if it runs, and removes the folder. */
    static void stopPostgresAndRemove(Path folder) {
        leave("""
            pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] && kill -QUIT "$pid"
            for attempt in 1 2 3 4 5; do
                rm -rf "$1" && break
                sleep 1
            done
            """, folder);
    }

    static void remove(Path folder) {
        leave("rm -rf \"$1\"", folder);
    }

    private static void leave(String script, Path folder) {

        try {
            EXECUTORS.add(new ProcessBuilder(
                            "sh", "-c", "trap '' INT TERM HUP\ncat > /dev/null\n" + script, "sh", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("nobody will clean up " + folder, e);
        }
    }

    private LastWill() {}
}
