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
        boolean disabled,
        Instant createdAt) {}
