package com.banxiang.platform.security;

import java.util.Locale;

/** The sides a person can log in on. An account lives on exactly one. */
public enum AccountKind {
    USER,
    CHILD,
    OPERATOR;

    /** As in JSON, in the {@code typ} of a token and in a database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fails with {@link IllegalArgumentException} on any other text. */
    public static AccountKind of(String text) {
        return switch (text) {
            case "user" -> USER;
            case "child" -> CHILD;
            case "operator" -> OPERATOR;
            default ->
                throw new IllegalArgumentException(
                        "account kind: %s (expected: user, child, operator)".formatted(text));
        };
    }
}
