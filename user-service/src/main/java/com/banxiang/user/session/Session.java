package com.banxiang.user.session;

import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One login and all its refreshes: the family of refresh tokens, and the {@code sid} of every access token of it.
 *
 * @param endedAt when it was revoked, null while it lives
 */
record Session(UUID id, Account account, @Nullable Instant endedAt) {

    boolean isOver() {
        return endedAt != null;
    }
}
