package com.banxiang.fleet.state;

import java.io.Serial;

/** What was asked for can't be done, told so that the person who asked knows what to do about it. */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }
}
