package com.banxiang.platform.outbox;

import com.banxiang.platform.outbox.RelaySession.Backlog;
import com.banxiang.platform.outbox.Waiting.Line;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Carries committed events to Kafka, in the order in which they were written.
 *
 * <p>One thread per process, one process per service: whoever holds the lock of {@link RelaySession} reads a batch, sends
 * it outside any transaction, and marks what Kafka acknowledged. Dying between the two repeats a few events under the
 * same id, which readers are made for. Nothing else needs to be cleaned up, wherever it dies.
 */
final class Relay implements SmartLifecycle {

    /** Starts before and stops after everything that writes events: listeners, timed work and the web server. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    /**
     * What one walk over the outbox has met so far.
     *
     * @param heldUp lines of which something was not sent: what is behind it stays behind it
     * @param silent topics for which Kafka does not answer; asking for each of their events would take for ever
     * @param troubled topics of which something was not sent
     */
    private record Walk(Set<Line> heldUp, Set<String> silent, Set<String> troubled) {}

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** More than the statement time-out: the database is the one to give up first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);
    private static final int PURGED_AT_ONCE = 1000;

    /** At the end what was committed last still leaves, unless Kafka or the database is away. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final RelaySession session;
    private final Shipment shipment;
    private final WakeUp wakeUp;
    private final RelaySettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    private volatile boolean running;
    private volatile Backlog backlog = new Backlog(0, Duration.ZERO);
    private @Nullable Thread thread;
    private Set<String> troubled = Set.of();
    private Instant measureAt = Instant.MIN;
    private Instant purgeAt = Instant.MIN;

    Relay(
            RelaySession session,
            Shipment shipment,
            WakeUp wakeUp,
            RelaySettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.session = session;
        this.shipment = shipment;
        this.wakeUp = wakeUp;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        Gauge.builder(OutboxMeter.LAG.getName(), () -> backlog.rows()).register(meters);
        Gauge.builder(OutboxMeter.AGE.getName(), () -> backlog.age().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(OutboxMeter.LEADING.getName(), () -> session.isLeading() ? 1 : 0)
                .register(meters);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::relay);
    }

    @Override
    public synchronized void stop() {

        running = false;
        wakeUp.wake();
        var stopping = thread;
        if (stopping != null) {
            try {
                if (!stopping.join(STOP_WITHIN)) {
                    LOG.warn("outbox relay: stopped before everything left; the next one sends the rest");
                    stopping.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    boolean isLeading() {
        return session.isLeading();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void relay() {

        var pause = settings.poll();
        try {
            while (running) {
                pause = turn() ? settings.poll() : longer(pause);
                wakeUp.await(pause);
            }
            turn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close().subscribe();
        }
    }

    /** Answers whether the database answered. */
    private boolean turn() throws InterruptedException {

        try {
            var led = session.isLeading();
            if (await(session.lead())) {
                if (!led) {
                    LOG.info("outbox relay: this process relays now");
                }
                drain();
                keepHouse();
            }
            return true;
        } catch (RuntimeException | Error failure) {
            // The connection may be half dead; a new one, and a new try for the lock, is always right. And without this
            // thread nothing would ever leave again.
            LOG.warn("outbox relay: starts anew after {}", failure.getClass().getName());
            session.close().subscribe();
            backlog = new Backlog(0, Duration.ZERO);
            return false;
        }
    }

    /** One walk over all that waits. What could not be sent is left for the next walk, and so is its whole line. */
    private void drain() throws InterruptedException {

        var walk = new Walk(new HashSet<>(), new HashSet<>(), new TreeSet<>());
        var after = 0L;
        List<Waiting> batch;
        do {
            batch = await(session.read(after, walk.silent(), settings.batch()));
            if (!batch.isEmpty()) {
                after = batch.getLast().id();
                ship(batch, walk);
            }
        } while (batch.size() == settings.batch());

        tell(walk.troubled());
    }

    /** Once when it changes: the walks themselves are many. */
    private void tell(Set<String> now) {

        if (!now.equals(troubled)) {
            if (now.isEmpty()) {
                LOG.info("outbox relay: Kafka takes everything again");
            } else {
                LOG.warn("outbox relay: Kafka does not take everything for {}", now);
            }
            troubled = now;
        }
    }

    private void ship(List<Waiting> batch, Walk walk) throws InterruptedException {

        var outcome = shipment.send(batch, walk.heldUp());
        var acknowledged = new HashSet<>(outcome.acknowledged());
        if (!acknowledged.isEmpty()) {
            await(session.markSent(
                    outcome.acknowledged().stream().map(Waiting::id).toList()));
        }

        batch.stream()
                .filter(row -> !acknowledged.contains(row))
                .forEach(row -> walk.heldUp().add(row.line()));
        walk.silent().addAll(outcome.silent());
        outcome.failed().forEach(row -> walk.troubled().add(row.topic()));

        acknowledged.forEach(row -> count(OutboxMeter.SENT, row));
        outcome.failed().forEach(row -> count(OutboxMeter.UNSENT, row));
    }

    private void keepHouse() {

        var now = clock.instant();
        if (!now.isBefore(measureAt)) {
            backlog = await(session.backlog(now));
            measureAt = now.plus(MEASURE_EVERY);
        }
        if (!now.isBefore(purgeAt)) {
            var before = now.minus(settings.keepFor());
            while (running && await(session.purge(before, PURGED_AT_ONCE)) == PURGED_AT_ONCE) {
                LOG.debug("outbox relay: purged {} rows", PURGED_AT_ONCE);
            }
            purgeAt = now.plus(PURGE_EVERY);
        }
    }

    private Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(settings.longestPause()) < 0 ? doubled : settings.longestPause();
    }

    private void count(OutboxMeter meter, Waiting row) {
        meters.counter(meter.getName(), OutboxMeter.Tag.TOPIC.asString(), row.topic())
                .increment();
    }

    /** The relay's thread is its own; waiting here holds up nobody. */
    private static <T> T await(Mono<T> step) {

        var result = step.block(PATIENCE);
        if (result == null) {
            throw new IllegalStateException("outbox relay: no answer (expected: one)");
        }
        return result;
    }
}
