package com.banxiang.platform.outbox;

import static java.util.stream.Collectors.toCollection;

import com.banxiang.platform.outbox.RelaySession.Backlog;
import com.banxiang.platform.outbox.Waiting.Line;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        } catch (RuntimeException failure) {
            // The connection may be half dead; a new one, and a new try for the lock, is always right.
            LOG.warn("outbox relay: starts anew after {}", failure.getClass().getName());
            session.close().subscribe();
            backlog = new Backlog(0, Duration.ZERO);
            return false;
        }
    }

    /** One walk over all that waits. What could not be sent is left for the next walk, and so is its whole line. */
    private void drain() throws InterruptedException {

        var heldUp = new HashSet<Line>();
        var resting = new HashSet<String>();
        var after = 0L;
        List<Waiting> batch;
        do {
            batch = await(session.read(after, resting, settings.batch()));
            if (batch.isEmpty()) {
                return;
            }
            after = batch.getLast().id();
            ship(batch, heldUp, resting);
        } while (batch.size() == settings.batch());
    }

    private void ship(List<Waiting> batch, Set<Line> heldUp, Set<String> resting) throws InterruptedException {

        var outcome = shipment.send(batch, heldUp);
        var acknowledged = outcome.acknowledged();
        if (!acknowledged.isEmpty()) {
            await(session.markSent(acknowledged.stream().map(Waiting::id).toList()));
        }

        batch.stream()
                .filter(row -> !acknowledged.contains(row))
                .map(Waiting::line)
                .forEach(heldUp::add);
        var silent = outcome.failed().stream().map(Waiting::topic).collect(toCollection(LinkedHashSet::new));
        acknowledged.forEach(row -> silent.remove(row.topic()));
        if (resting.addAll(silent)) {
            LOG.warn("outbox relay: Kafka takes nothing for {}", silent);
        }

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
