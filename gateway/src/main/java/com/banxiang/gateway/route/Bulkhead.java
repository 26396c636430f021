package com.banxiang.gateway.route;

import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** So many places and no queue: who finds none is told at once, and nothing is held against the service. */
final class Bulkhead {

    /** How long somebody without a place is asked to wait; they come free at any moment. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final int places;
    private final Semaphore free;

    Bulkhead(int places) {
        this.places = places;
        this.free = new Semaphore(places);
    }

    /** The work, holding a place until it ends in whatever way. */
    Mono<Void> within(Mono<Void> work) {
        return Mono.defer(() -> free.tryAcquire() ? work.doFinally(_ -> free.release()) : refused());
    }

    /** The opening of a socket, which holds its place until its connection ends, long after the opening did. */
    Mono<Void> whileConnected(ServerHttpRequest request, Mono<Void> opening) {
        return Mono.defer(() -> {
            if (!free.tryAcquire()) {
                return refused();
            }
            var place = Disposables.composite((Disposable) free::release);
            HttpServerRequest connection = ServerHttpRequestDecorator.getNativeRequest(request);
            connection.withConnection(it -> it.onDispose(place));
            return opening.doOnError(_ -> place.dispose()).doOnCancel(place::dispose);
        });
    }

    private static Mono<Void> refused() {
        return Mono.error(new Refused(ErrorCode.UPSTREAM_UNAVAILABLE, A_MOMENT));
    }

    int taken() {
        return places - free.availablePermits();
    }
}
