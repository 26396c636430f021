package com.banxiang.platform.erasure;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whom an event is about, by the fleet's conventions for payloads: {@code userId} and names that end in {@code UserId} are
 * elders, anybody else is an object of {@code kind} and {@code id}. Who merely did it ({@code by…}) is not whom it is about.
 */
final class Subjects {

    private Subjects() {}

    static Set<Account> of(JsonNode payload) {

        var found = new HashSet<Account>();
        payload.propertyStream()
                .filter(field -> !field.getKey().startsWith("by"))
                .forEach(field -> {
                    var subject = subject(field.getKey(), field.getValue());
                    if (subject != null) {
                        found.add(subject);
                    }
                });
        return found;
    }

    /** What doesn't read as an account is the listener's to complain about. */
    private static @Nullable Account subject(String name, JsonNode value) {
        try {
            if (value.isString() && (name.equals("userId") || name.endsWith("UserId"))) {
                return new Account(AccountKind.USER, UUID.fromString(value.asString()));
            }
            return value.path("kind").isString() && value.path("id").isString()
                    ? new Account(
                            AccountKind.of(value.path("kind").asString()),
                            UUID.fromString(value.path("id").asString()))
                    : null;
        } catch (IllegalArgumentException nobody) {
            return null;
        }
    }
}
