package com.banxiang.platform.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a clock starts. A job never runs twice at once in a process; the pause is counted from its end and differs a
 * little each time, so that the instances of a service do not all knock at the same instant. Several instances may run
 * it at once: the work itself decides, by its SQL, who gets what.
 */
public final class TimedWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TimedWork.class);

    /** The pause is the period, give or take this part of it. */
    private static final double JITTER = 0.1;

    /** Work that takes longer is given up and started anew. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final MeterRegistry meters;
    private final List<Job> jobs = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    TimedWork(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * The first run comes one period after the start of the service.
     *
     * @param name says what the work does; it stands in logs and metrics
     * @return ends the work; what is running at that moment is finished
     */
    public Disposable every(String name, Duration period, Supplier<Mono<Void>> work) {
        return every(name, period, Mono.never(), work);
    }

    /**
     * The same for work that need not wait for the clock where somebody knows that there is some.
     *
     * @param sooner ends a pause when it completes; subscribed anew at each pause, such as {@link Nudge#given}
     */
    public Disposable every(String name, Duration period, Mono<Void> sooner, Supplier<Mono<Void>> work) {

        var job = new Job(name, period, sooner, work);
        jobs.add(job);
        if (running) {
            job.begin();
        }
        return job;
    }

    @Override
    public void start() {
        running = true;
        jobs.forEach(Job::begin);
    }

    @Override
    public void stop() {

        running = false;
        var until = System.nanoTime() + STOP_WITHIN.toNanos();
        jobs.forEach(Job::end);
        jobs.forEach(job -> job.awaitEnd(until - System.nanoTime()));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private final class Job implements Disposable {

        private final String name;
        private final Duration period;
        private final Mono<Void> sooner;
        private final Supplier<Mono<Void>> work;
        private @Nullable Rounds rounds;

        Job(String name, Duration period, Mono<Void> sooner, Supplier<Mono<Void>> work) {
            this.name = name;
            this.period = period;
            this.sooner = sooner.publishOn(Schedulers.parallel());
            this.work = work;
        }

        synchronized void begin() {
            rounds = new Rounds(this);
            rounds.begin();
        }

        synchronized void end() {
            if (rounds != null) {
                rounds.end();
            }
        }

        @Override
        public void dispose() {
            jobs.remove(this);
            end();
        }

        @Override
        public boolean isDisposed() {
            return !jobs.contains(this);
        }

        void awaitEnd(long nanos) {

            var ending = rounds;
            try {
                if (ending != null && !ending.ended.await(nanos, TimeUnit.NANOSECONDS)) {
                    LOG.warn("timed work: {} was still running at the stop", name);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Mono<Void> run() {

            return Mono.defer(work)
                    .timeout(LONGEST_RUN)
                    .doOnSuccess(_ -> count(WorkMeter.Outcome.DONE))
                    .onErrorResume(failure -> {
                        LOG.error(
                                "timed work failed: {} {}",
                                name,
                                failure.getClass().getName());
                        count(WorkMeter.Outcome.FAILED);
                        return Mono.empty();
                    });
        }

        Mono<Void> pause() {
            var factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
            var pause = Duration.ofNanos((long) (period.toNanos() * factor));
            return Mono.firstWithSignal(Mono.delay(pause).then(), sooner);
        }

        private void count(WorkMeter.Outcome outcome) {
            meters.counter(
                            WorkMeter.RUNS.getName(),
                            WorkMeter.Tag.NAME.asString(),
                            name,
                            WorkMeter.Tag.OUTCOME.asString(),
                            outcome.name().toLowerCase(Locale.ROOT))
                    .increment();
        }
    }

    /** One life of a job, from a start of the service to a stop. Work that has begun is let finish, a pause is cut off. */
    private static final class Rounds {

        private final Job job;
        private final CountDownLatch ended = new CountDownLatch(1);
        private boolean wanted = true;
        private boolean atWork;
        private @Nullable Disposable subscription;

        Rounds(Job job) {
            this.job = job;
        }

        synchronized void begin() {
            subscription = Mono.defer(job::pause)
                    .then(Mono.defer(() -> takeUp() ? job.run().doFinally(_ -> layDown()) : Mono.empty()))
                    .repeat(this::isWanted)
                    .doFinally(_ -> ended.countDown())
                    .subscribe();
        }

        synchronized void end() {
            wanted = false;
            if (!atWork && subscription != null) {
                subscription.dispose();
            }
        }

        private synchronized boolean isWanted() {
            return wanted;
        }

        private synchronized boolean takeUp() {
            atWork = wanted;
            return atWork;
        }

        private synchronized void layDown() {
            atWork = false;
        }
    }
}
