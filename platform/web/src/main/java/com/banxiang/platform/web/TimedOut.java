package com.banxiang.platform.web;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something we need did not answer in time; answered 504. */
public final class TimedOut extends Unavailable {

    @Serial
    private static final long serialVersionUID = 1L;

    public TimedOut(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
