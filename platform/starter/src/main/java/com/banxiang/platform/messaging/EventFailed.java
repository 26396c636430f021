package com.banxiang.platform.messaging;

import java.io.Serial;
import reactor.core.Exceptions;

/**
 * A listener's failure as it may be logged and published: classes and stack frames, but no text, because a text can quote
 * the event.
 */
final class EventFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Throwable failure;
    private final boolean ours;
    private final String kind;
    private final String requestId;

    EventFailed(IncomingEvent event, Throwable thrown) {
        super("%s: %s".formatted(event, kindOf(thrown)), null, false, true);
        this.failure = Exceptions.unwrap(thrown);
        this.ours = Trouble.isOurs(failure);
        this.kind = kindOf(thrown);
        this.requestId = event.request().requestId();
        setStackTrace(rootOf(failure).getStackTrace());
    }

    /** Whether our own infrastructure is the reason, so that waiting helps. */
    boolean isOurs() {
        return ours;
    }

    /** The request that caused the event. */
    String requestId() {
        return requestId;
    }

    /** The class of what went wrong. */
    String kind() {
        return kind;
    }

    private static String kindOf(Throwable thrown) {
        return Exceptions.unwrap(thrown).getClass().getName();
    }

    private static Throwable rootOf(Throwable failure) {

        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
