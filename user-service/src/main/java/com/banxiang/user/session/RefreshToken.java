package com.banxiang.user.session;

import static com.banxiang.user.session.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.session.RefreshDecision.Refused;
import com.banxiang.user.session.RefreshDecision.Renewed;
import com.banxiang.user.session.RefreshDecision.Repeated;
import com.banxiang.user.session.RefreshDecision.Reused;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that somebody presents, as stored.
 *
 * @param spentAt when it was exchanged for its successor, null if never
 * @param successorSpent whether its successor was exchanged, too
 */
record RefreshToken(
        Session session, Instant expiresAt, @Nullable Instant spentAt, boolean successorSpent) {

    /** A token that is never used lives so long. */
    static final Duration LIFE = Duration.ofDays(7);

    /** Within it the same exchange may be asked for again: mobile networks lose answers. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** What presenting it on a side leads to. A spent token means that two parties hold the family: it ends for both. */
    RefreshDecision presented(AccountKind side, Instant now) {

        if (session.isOver() || session.account().kind() != side || !now.isBefore(expiresAt)) {
            return new Refused(INVALID_REFRESH_TOKEN);
        }

        if (spentAt == null) {
            return new Renewed(session, now.plus(LIFE));
        }

        return successorSpent || now.isAfter(spentAt.plus(GRACE)) ? new Reused(session) : new Repeated(session);
    }
}
