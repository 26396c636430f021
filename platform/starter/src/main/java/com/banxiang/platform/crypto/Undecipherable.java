package com.banxiang.platform.crypto;

import java.io.Serial;

/** A stored field can't be read: its key is not configured, or it is not what was written. */
public final class Undecipherable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Undecipherable(Throwable cause) {
        super("a stored field can't be read", cause);
    }
}
