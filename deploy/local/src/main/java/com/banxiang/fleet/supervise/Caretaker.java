package com.banxiang.fleet.supervise;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.probe.Probe;
import com.banxiang.fleet.process.Launch;
import com.banxiang.fleet.process.Running;
import com.banxiang.fleet.servers.Server;
import com.banxiang.fleet.servers.Servers;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Refusal;
import com.banxiang.fleet.state.Status;
import com.banxiang.fleet.state.Status.State;
import com.banxiang.fleet.state.Wanted;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one part as it is wanted: starts it when what it needs is healthy, starts it again when it has died, stops it when
 * nobody wants it any more, and says at every moment what it is doing.
 */
final class Caretaker implements Runnable {

    /** A person notices nothing shorter. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** How often a healthy part's wish is looked at; its death is noticed at once. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    /** Who can't start mostly ends at once; this is for a machine that is busy with other things. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(4);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

    private final Home home;
    private final Part part;
    private final Server server;
    private final Probe probe;
    private final Function<String, State> stateOf;
    private final Semaphore starting;
    private final ReadWriteLock leaving;
    private final Backoff backoff = new Backoff();

    private volatile Status status = Status.NONE;

    /**
     * @param stateOf  what the other parts are doing
     * @param starting how many may start at once: more would only take turns on the processors
     * @param leaving  held for reading while a process is made, so that a supervisor that leaves knows them all
     */
    Caretaker(
            Home home,
            Part part,
            Server server,
            Probe probe,
            Function<String, State> stateOf,
            Semaphore starting,
            ReadWriteLock leaving) {
        this.home = home;
        this.part = part;
        this.server = server;
        this.probe = probe;
        this.stateOf = stateOf;
        this.starting = starting;
        this.leaving = leaving;
    }

    State state() {
        return status.state();
    }

    @Override
    public void run() {
        try {
            while (true) {
                awaitWanted();
                if (awaitNeeds()) {
                    liveOnce();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitWanted() throws InterruptedException {

        if (isWanted()) {
            return;
        }

        become(status.stopped());
        while (!isWanted()) {
            Thread.sleep(LOOK);
        }
    }

    private boolean awaitNeeds() throws InterruptedException {

        while (isWanted()) {
            var missing = part.needs().stream()
                    .filter(need -> stateOf.apply(need) != State.HEALTHY)
                    .toList();
            if (missing.isEmpty()) {
                return true;
            }
            var why = "for " + String.join(", ", missing);
            if (state() != State.WAITING || !status.detail().equals(why)) {
                become(status.with(State.WAITING, why));
            }
            Thread.sleep(LOOK);
        }

        return false;
    }

    /** From being prepared to the end of the process, whatever ended it. */
    private void liveOnce() throws InterruptedException {

        Instant healthySince = null;
        try {
            become(status.preparing(""));
            server.prepare(what -> become(status.preparing(what)));
            var process = start();
            if (process != null) {
                healthySince = Instant.now();
                watch(process);
            }
            if (isWanted()) {
                died(healthySince, process == null ? "gave up starting" : "exited with " + process.waitFor());
            }
        } catch (FailedToStart | Refusal | IOException | UncheckedIOException e) {
            if (isWanted()) {
                died(healthySince, String.valueOf(e.getMessage()));
            }
        }
    }

    /** The healthy process; null when nobody wants it any more. */
    private @Nullable Process start() throws IOException, InterruptedException {

        if (part.isApplication() && !starting.tryAcquire()) {
            become(status.with(State.WAITING, "for others to start"));
            starting.acquire();
        }
        try {
            var begun = Instant.now();
            var process = launch();
            while (!probe.answers()) {
                if (!process.isAlive()) {
                    throw new FailedToStart("exited with %d before it was healthy".formatted(process.waitFor()));
                }
                if (!isWanted()) {
                    stop(process);
                    return null;
                }
                if (Instant.now().isAfter(begun.plus(START_PATIENCE))) {
                    stop(process);
                    throw new FailedToStart("wasn't healthy after %d s".formatted(START_PATIENCE.toSeconds()));
                }
                Thread.sleep(LOOK);
            }
            server.complete();
            become(status.healthy(Duration.between(begun, Instant.now())));
            return process;
        } finally {
            if (part.isApplication()) {
                starting.release();
            }
        }
    }

    private Process launch() throws IOException {

        leaving.readLock().lock();
        try {
            var process = Launch.start(home, part.name(), server.command(), server.environment());
            become(status.starting(process.pid()));
            return process;
        } finally {
            leaving.readLock().unlock();
        }
    }

    private void watch(Process process) throws InterruptedException {

        var asked = Instant.now();
        while (!process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!isWanted()) {
                stop(process);
                return;
            }
            if (Instant.now().isAfter(asked.plus(ASK_AGAIN))) {
                asked = Instant.now();
                notice(probe.answers());
            }
        }
    }

    private void notice(boolean answers) {
        if (answers && state() == State.UNHEALTHY) {
            become(status.with(State.HEALTHY, ""));
        } else if (!answers && state() == State.HEALTHY) {
            become(status.with(State.UNHEALTHY, "doesn't answer"));
        }
    }

    private void stop(Process process) throws InterruptedException {
        new Running(part.name(), process.toHandle()).stop(Servers.stopSignal(part.name()), STOP_PATIENCE);
    }

    private void died(@Nullable Instant healthySince, String why) throws InterruptedException {

        become(status.died(healthySince != null, why));
        var healthyFor = healthySince == null ? Duration.ZERO : Duration.between(healthySince, Instant.now());
        var again = Instant.now().plus(backoff.after(healthyFor));
        while (isWanted() && Instant.now().isBefore(again)) {
            Thread.sleep(LOOK);
        }
    }

    private boolean isWanted() {
        return Wanted.isRunning(home, part.name());
    }

    private void become(Status next) {

        if (next.state() != state() || !next.detail().equals(status.detail())) {
            System.out.println("%s %s %s %s".formatted(Instant.now(), part.name(), next.state(), next.detail()));
        }
        status = next;
        next.write(home, part.name());
    }

    /** The process was made, and wasn't healthy. */
    private static final class FailedToStart extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        FailedToStart(String why) {
            super(why);
        }
    }
}
