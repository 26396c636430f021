package com.banxiang.user.session;

import static com.banxiang.user.session.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.session.RefreshDecision.Refused;
import com.banxiang.user.session.RefreshDecision.Renewed;
import com.banxiang.user.session.RefreshDecision.Repeated;
import com.banxiang.user.session.RefreshDecision.Reused;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Exchanges a refresh token for its successor, once.
 * <p>
 * The session's row stays locked while it decides: exchanges and revocations of one session come one after the other.
 */
@Component
final class RefreshSession {

    /** @param side a token works only on the side it was issued for */
    record Command(String token, AccountKind side) {}

    private final Sessions sessions;
    private final RefreshSecrets secrets;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RefreshSession(Sessions sessions, RefreshSecrets secrets, TransactionalOperator transaction, Clock clock) {
        this.sessions = sessions;
        this.secrets = secrets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<RefreshDecision> handle(Command command) {

        var hash = RefreshSecrets.hash(command.token());

        return sessions.lock(hash)
                .flatMap(session -> sessions.token(session, hash, successorHash(command, session)))
                .map(token -> token.presented(command.side(), clock.instant()))
                .delayUntil(decision -> store(command, decision))
                .defaultIfEmpty(new Refused(INVALID_REFRESH_TOKEN))
                .as(transaction::transactional)
                .checkpoint("refresh session");
    }

    private Mono<Void> store(Command command, RefreshDecision decision) {

        return switch (decision) {
            case Renewed(var session, var expiresAt) -> {
                var spent = RefreshSecrets.hash(command.token());
                yield sessions.renew(session, spent, successorHash(command, session), clock.instant(), expiresAt);
            }
            case Reused(var session) -> sessions.end(session.id(), session.account(), clock.instant());
            case Repeated _, Refused _ -> Mono.empty();
        };
    }

    private byte[] successorHash(Command command, Session session) {
        return RefreshSecrets.hash(secrets.successor(command.token(), session.id()));
    }
}
