package com.banxiang.notification.push;

import com.banxiang.platform.web.Unavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cids fetched ahead, so that a push does not wait for one. They live in memory: a restart fetches new ones. */
@Component
final class CidPool {

    /** The vendor gives no more at once. */
    private static final int BATCH = 10;

    private record Fetched(String cid, Instant at) {}

    private final JPushApi jpush;
    private final JPushSettings settings;
    private final Clock clock;
    private final Deque<Fetched> pool = new ArrayDeque<>();

    CidPool(JPushApi jpush, JPushSettings settings, Clock clock) {
        this.jpush = jpush;
        this.settings = settings;
        this.clock = clock;
    }

    /** Each cid is given out once. Fails with {@link Unavailable} while the vendor gives none. */
    Mono<String> take() {

        return Mono.fromSupplier(this::next)
                .switchIfEmpty(Mono.defer(() -> jpush.cids(BATCH)
                        .doOnNext(this::add)
                        .then(Mono.fromSupplier(this::next))
                        .switchIfEmpty(Mono.error(() -> new Unavailable("jpush cid", null)))));
    }

    private synchronized @Nullable String next() {

        var oldest = clock.instant().minus(settings.cidLife());
        for (var it = pool.poll(); it != null; it = pool.poll()) {
            if (it.at().isAfter(oldest)) {
                return it.cid();
            }
        }
        return null;
    }

    private synchronized void add(List<String> cids) {
        var now = clock.instant();
        cids.forEach(it -> pool.add(new Fetched(it, now)));
    }
}
