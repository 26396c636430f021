package com.banxiang.platform.web;

import java.io.Serial;

/** There is no such thing. A feature names its own after the fact, {@code UnknownAlert}; it is answered 404. */
public abstract class Unknown extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    protected Unknown(String code, Object id) {
        super("%s: %s".formatted(code, id), null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
