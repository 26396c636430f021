package com.banxiang.user.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who makes all other operators. Both or none: a fleet that has operators needs neither.
 *
 * @param name of the administrator that is made where there is no operator yet
 * @param password to change as soon as there are others
 */
@ConfigurationProperties("banxiang.operators.first-admin")
record FirstAdminSettings(@Nullable String name, @Nullable String password) {

    private static final int SHORTEST = 12;

    FirstAdminSettings {

        if ((name == null) != (password == null)) {
            throw new IllegalArgumentException("banxiang.operators.first-admin: name or password missing");
        }
        if (name != null && !name.matches("[a-z][a-z0-9._-]{2,31}")) {
            throw new IllegalArgumentException(
                    "banxiang.operators.first-admin.name: %s (expected: 3 to 32 of a-z 0-9 . _ -)".formatted(name));
        }
        if (password != null && password.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "banxiang.operators.first-admin.password: too short (expected: at least %d)".formatted(SHORTEST));
        }
    }

    @Override
    public String toString() {
        return "FirstAdminSettings[name=%s, password=***]".formatted(name);
    }
}
