package com.banxiang.platform.web;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The platform itself says no, with one of the codes every service shares. */
public final class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private final @Nullable Duration retryAfter;

    public Refused(ErrorCode code) {
        this(code, null);
    }

    public Refused(ErrorCode code, @Nullable Duration retryAfter) {
        super(code.name(), null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public ErrorCode code() {
        return code;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
