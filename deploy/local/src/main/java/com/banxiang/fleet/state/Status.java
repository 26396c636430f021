package com.banxiang.fleet.state;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * What a part is doing, as its caretaker last said.
 *
 * @param since    when it came to this state
 * @param pid      its process; 0 when it has none
 * @param started  when that process started
 * @param took     how long the last start took until it was healthy
 * @param restarts how often it was started again because it had died
 * @param failures how many starts in a row ended before it was healthy
 * @param detail   what it waits for, why it failed
 */
public record Status(
        State state,
        Instant since,
        long pid,
        Instant started,
        Duration took,
        int restarts,
        int failures,
        String detail) {

    public enum State {
        /** Something it needs isn't healthy yet, or too many others are starting. */
        WAITING,
        /** What it runs on is being made: unpacked, created, trained. */
        PREPARING,
        /** Its process runs and doesn't answer yet. */
        STARTING,
        /** It answers. */
        HEALTHY,
        /** It runs, has been healthy, and doesn't answer now. */
        UNHEALTHY,
        /** It died, and will be started again in a moment. */
        DIED,
        /** Nobody wants it to run. */
        STOPPED
    }

    public static final Status NONE =
            new Status(State.WAITING, Instant.EPOCH, 0, Instant.EPOCH, Duration.ZERO, 0, 0, "");

    public Status with(State next, String why) {
        return new Status(next, Instant.now(), pid, started, took, restarts, failures, why);
    }

    public Status preparing(String what) {
        return new Status(State.PREPARING, Instant.now(), 0, Instant.EPOCH, took, restarts, failures, what);
    }

    public Status starting(long newPid) {
        return new Status(State.STARTING, Instant.now(), newPid, Instant.now(), took, restarts, failures, "");
    }

    public Status healthy(Duration after) {
        return new Status(State.HEALTHY, Instant.now(), pid, started, after, restarts, 0, "");
    }

    /** A process that had been healthy counts as one to restart, one that never was as a failed start. */
    public Status died(boolean hadBeenHealthy, String why) {
        return new Status(
                State.DIED,
                Instant.now(),
                0,
                Instant.EPOCH,
                took,
                restarts + 1,
                hadBeenHealthy ? 0 : failures + 1,
                why);
    }

    public Status stopped() {
        return new Status(State.STOPPED, Instant.now(), 0, Instant.EPOCH, took, restarts, 0, "");
    }

    public static Path file(Home home, String part) {
        return home.run().resolve(part + ".status");
    }

    /** {@link #NONE} while nothing is known about that part. */
    public static Status read(Home home, String part) {

        try {
            var values = new Properties();
            values.load(new StringReader(Files.readString(file(home, part))));
            return new Status(
                    State.valueOf(values.getProperty("state")),
                    Instant.parse(values.getProperty("since")),
                    Long.parseLong(values.getProperty("pid")),
                    Instant.parse(values.getProperty("started")),
                    Duration.parse(values.getProperty("took")),
                    Integer.parseInt(values.getProperty("restarts")),
                    Integer.parseInt(values.getProperty("failures")),
                    values.getProperty("detail", ""));
        } catch (IOException e) {
            return NONE;
        }
    }

    public void write(Home home, String part) {
        Home.write(file(home, part), """
            state=%s
            since=%s
            pid=%d
            started=%s
            took=%s
            restarts=%d
            failures=%d
            detail=%s
            """.formatted(
                        state, since, pid, started, took, restarts, failures, detail.replace("\n", " ")));
    }
}
