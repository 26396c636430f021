package com.banxiang.platform.web;

import java.io.Serial;

/** A part of the request is not what it must be, found where no annotation reaches; answered 400 with its field. */
public final class Invalid extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String messageKey;
    private final transient Object[] arguments;

    /** @param messageKey of a text in the bundle, which may name the arguments */
    public Invalid(String field, String messageKey, Object... arguments) {
        super("%s: %s".formatted(field, messageKey), null, false, false);
        this.field = field;
        this.messageKey = messageKey;
        this.arguments = arguments;
    }

    String field() {
        return field;
    }

    String messageKey() {
        return messageKey;
    }

    Object[] arguments() {
        return arguments;
    }
}
