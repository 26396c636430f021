package com.banxiang.platform.work;

import com.banxiang.platform.web.Unavailable;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs what would hold up an event loop, such as password hashing or a blocking library, on threads of its own. When
 * they and their queue are full it fails with {@link Unavailable} at once, rather than letting everybody wait.
 */
public final class Offload implements DisposableBean {

    private static final int THREADS = 2 * Runtime.getRuntime().availableProcessors();

    /** Over all threads. */
    private static final int QUEUE = 100;

    private final Scheduler threads;

    Offload() {
        this(THREADS, QUEUE);
    }

    Offload(int threads, int queue) {
        this.threads = Schedulers.newBoundedElastic(threads, Math.max(1, queue / threads), "offload");
    }

    /** Empty if the work answers null. */
    public <T> Mono<T> call(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(threads)
                .onErrorMap(RejectedExecutionException.class, e -> new Unavailable("offload", e));
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
