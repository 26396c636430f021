package com.banxiang.sandbox.background;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The one place that subscribes: at most so many works at a time, all of them cancelled when the sandbox stops. */
@Component
public final class Background implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int LIMIT = 1_000;

    private final AtomicInteger running = new AtomicInteger();
    private final Disposable.Composite works = Disposables.composite();

    /** False if too much is going on already; then the work is not begun. */
    public boolean run(Mono<?> work) {

        if (running.incrementAndGet() > LIMIT) {
            running.decrementAndGet();
            return false;
        }
        var own = Disposables.swap();
        works.add(own);
        own.update(work.doFinally(_ -> {
                    running.decrementAndGet();
                    works.remove(own);
                })
                .subscribe(
                        _ -> {},
                        failure -> LOG.warn(
                                "background work failed: {}", failure.getClass().getName())));
        return true;
    }

    @Override
    public void destroy() {
        works.dispose();
    }
}
