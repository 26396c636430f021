package com.banxiang.platform.messaging;

import java.io.Serial;

/** This event can never succeed. After the usual attempts it becomes a dead letter. */
public class Rejected extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param why for engineers; it is never published, but may be logged: no personal data */
    public Rejected(String why) {
        super(why);
    }
}
