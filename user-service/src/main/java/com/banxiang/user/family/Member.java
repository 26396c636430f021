package com.banxiang.user.family;

import com.banxiang.platform.security.AccountKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a person's family, as that person sees them.
 *
 * @param direction what the member is to that person
 * @param nickname of app users only; the mini-program keeps its children's names
 */
record Member(
        UUID linkId,
        Direction direction,
        AccountKind kind,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        @Nullable String relationship,
        Instant linkedAt) {

    enum Direction {
        PARENT,
        CHILD
    }
}
