package com.banxiang.user.session;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Revokes a session, or all of an account: no refresh any more, and the gateway refuses what was issued. */
@Component
public final class EndSessions {

    private final Sessions sessions;
    private final Clock clock;

    EndSessions(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Ending what has ended changes nothing. */
    Mono<Void> handle(Account account, UUID session, boolean all) {

        var ended = all ? sessions.endAll(account, clock.instant()) : sessions.end(session, account, clock.instant());
        return ended.checkpoint("end sessions");
    }

    /** Every session of the account. Takes part in the caller's transaction, if there is one. */
    public Mono<Void> all(Account account) {
        return Mono.defer(() -> sessions.endAll(account, clock.instant())).checkpoint("end all sessions");
    }

    /** Answers whose session it was, which has ended now. Empty if that side has no such token or session. */
    Mono<Account> of(AccountKind side, @Nullable String refreshToken, @Nullable UUID session, boolean all) {

        var found = refreshToken != null
                ? sessions.lock(RefreshSecrets.hash(refreshToken))
                : Mono.justOrEmpty(session).flatMap(sessions::find);

        return found.filter(it -> it.account().kind() == side)
                .delayUntil(it -> handle(it.account(), it.id(), all))
                .map(Session::account);
    }
}
