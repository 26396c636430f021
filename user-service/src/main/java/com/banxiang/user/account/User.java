package com.banxiang.user.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person with an account. */
record User(
        UUID id,
        String phone,
        Profile profile,
        @Nullable EmergencyContact emergencyContact,
        Preferences preferences,
        boolean disabled,
        Instant createdAt) {

    User with(Profile changed) {
        return new User(id, phone, changed, emergencyContact, preferences, disabled, createdAt);
    }

    User with(EmergencyContact named) {
        return new User(id, phone, profile, named, preferences, disabled, createdAt);
    }

    User with(Preferences changed) {
        return new User(id, phone, profile, emergencyContact, changed, disabled, createdAt);
    }
}
