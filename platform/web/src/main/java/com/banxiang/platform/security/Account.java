package com.banxiang.platform.security;

import java.util.UUID;

/** A person, as every service but their own knows them. */
public record Account(AccountKind kind, UUID id) {

    /** {@code user:0192…}, for headers and keys. */
    public String text() {
        return kind.text() + ":" + id;
    }

    /** Fails with {@link IllegalArgumentException} on any other form. */
    public static Account of(String text) {

        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("account: no kind (expected: kind:id)");
        }

        return new Account(AccountKind.of(text.substring(0, colon)), UUID.fromString(text.substring(colon + 1)));
    }
}
