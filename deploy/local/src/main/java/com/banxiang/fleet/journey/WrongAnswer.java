package com.banxiang.fleet.journey;

import java.io.Serial;

/** The fleet did not do what it promises. */
public final class WrongAnswer extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public WrongAnswer(String what) {
        super(what);
    }
}
