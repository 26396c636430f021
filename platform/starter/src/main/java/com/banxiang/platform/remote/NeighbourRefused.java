package com.banxiang.platform.remote;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/**
 * A neighbour understood what was asked and said no. The caller decides what that means to its own caller; where it
 * decides nothing, its own caller is answered 503.
 */
public final class NeighbourRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    private final String code;

    private final @Nullable Duration retryAfter;

    NeighbourRefused(String neighbour, int status, String code, @Nullable Duration retryAfter) {
        super("%s: %d %s".formatted(neighbour, status, code), null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public HttpStatusCode status() {
        return HttpStatusCode.valueOf(status);
    }

    /** The error code of the neighbour's envelope; empty if it said no without one. */
    public String code() {
        return code;
    }

    /** When the neighbour says asking again makes sense; null if it doesn't say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
