package com.banxiang.notification.live;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * One open WebSocket: frames wait here until its reader takes them. The room is bounded, and who fills it is dropped; the
 * server never waits for a reader.
 */
final class Connection {

    /** @param id of the notification, for dropping doubles; null for frames that have none */
    record Frame(@Nullable UUID id, String text) {}

    private final Guest guest;
    private final Locale language;
    private final Sinks.Many<Frame> frames;
    private final Sinks.One<CloseStatus> closing = Sinks.one();
    private volatile boolean dismissed;

    Connection(Guest guest, Locale language, int buffer) {
        this.guest = guest;
        this.language = language;
        this.frames = Sinks.many()
                .unicast()
                .onBackpressureBuffer(Queues.<Frame>get(buffer).get());
    }

    Guest guest() {
        return guest;
    }

    Locale language() {
        return language;
    }

    /** Never waits. */
    void offer(Frame frame) {

        if (emit(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
            close(Refusal.SLOW_READER.status());
        }
    }

    /** A sink takes one frame at a time. */
    private synchronized Sinks.EmitResult emit(Frame frame) {
        return frames.tryEmitNext(frame);
    }

    /** The first reason counts. */
    void close(CloseStatus status) {
        dismissed = true;
        closing.tryEmitValue(status);
    }

    boolean isDismissed() {
        return dismissed;
    }

    /** For one reader. */
    Flux<Frame> frames() {
        return frames.asFlux();
    }

    Mono<CloseStatus> closing() {
        return closing.asMono();
    }
}
