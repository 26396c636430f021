package com.banxiang.user.session;

import com.banxiang.platform.erasure.ErasedAccounts;
import com.banxiang.platform.security.Account;
import com.banxiang.user.token.IssueAccessToken;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/** Begins a session for somebody who has shown who they are. Takes part in the caller's transaction, if there is one. */
@Component
public final class OpenSession {

    private final Sessions sessions;
    private final RefreshSecrets secrets;
    private final Roles roles;
    private final IssueAccessToken issueAccessToken;
    private final ErasedAccounts erased;
    private final IdGenerator ids;
    private final Clock clock;

    OpenSession(
            Sessions sessions,
            RefreshSecrets secrets,
            Roles roles,
            IssueAccessToken issueAccessToken,
            ErasedAccounts erased,
            IdGenerator ids,
            Clock clock) {
        this.sessions = sessions;
        this.secrets = secrets;
        this.roles = roles;
        this.issueAccessToken = issueAccessToken;
        this.erased = erased;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * For an account that lives elsewhere, where its erasure may just be under way. Never empty. Fails with
     * {@link ErasedAccount}.
     */
    Mono<TokenPair> unlessErased(Account account) {
        return erased.contains(account)
                .flatMap(gone -> gone ? Mono.error(new ErasedAccount(account.id())) : handle(account));
    }

    /** Never empty, but for an operator who may do nothing any more. */
    public Mono<TokenPair> handle(Account account) {

        return Mono.defer(() -> {
            var session = new Session(ids.generateId(), account, null);
            var token = secrets.first();
            var now = clock.instant();
            return sessions.add(session, now, RefreshSecrets.hash(token), now.plus(RefreshToken.LIFE))
                    .then(Mono.defer(() -> roles.of(account)))
                    .map(it -> new TokenPair(issueAccessToken.handle(account, session.id(), it), token))
                    .checkpoint("open session");
        });
    }
}
