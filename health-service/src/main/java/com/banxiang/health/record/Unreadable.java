package com.banxiang.health.record;

import java.io.Serial;

/** A field of a reading is not what it must be: 400 for one reading, a line in the answer for one of a batch. */
final class Unreadable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String messageKey;
    private final transient Object[] arguments;

    /** @param messageKey of the text that says what is wrong, which may name the arguments */
    Unreadable(String field, String messageKey, Object... arguments) {
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
