package com.banxiang.child.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A child's account. */
public record Child(
        UUID id,
        String nickname,
        @Nullable String avatarUrl,
        @Nullable String phone,
        Instant createdAt) {

    /** How somebody is called who has not said. */
    static final String NAMELESS = "家人";

    @Override
    public String toString() {
        return "Child[id=%s]".formatted(id);
    }
}
