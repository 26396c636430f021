package com.banxiang.user.session;

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
    private final IdGenerator ids;
    private final Clock clock;

    OpenSession(
            Sessions sessions,
            RefreshSecrets secrets,
            Roles roles,
            IssueAccessToken issueAccessToken,
            IdGenerator ids,
            Clock clock) {
        this.sessions = sessions;
        this.secrets = secrets;
        this.roles = roles;
        this.issueAccessToken = issueAccessToken;
        this.ids = ids;
        this.clock = clock;
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
