package com.banxiang.platform.web;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something we need does not answer as it should just now; answered 503. Trying again later may help. */
public class Unavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param what names the neighbour or the store, never a person */
    public Unavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
