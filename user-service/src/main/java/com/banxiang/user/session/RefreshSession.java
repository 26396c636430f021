package com.banxiang.user.session;

import static com.banxiang.user.session.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.session.RefreshDecision.Refused;
import com.banxiang.user.session.RefreshDecision.Renewed;
import com.banxiang.user.session.RefreshDecision.Repeated;
import com.banxiang.user.session.RefreshDecision.Reused;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger log = LoggerFactory.getLogger(RefreshSession.class);

    private final Sessions sessions;
    private final RefreshSecrets secrets;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final MeterRegistry meters;

    RefreshSession(
            Sessions sessions,
            RefreshSecrets secrets,
            TransactionalOperator transaction,
            Clock clock,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.secrets = secrets;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
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
                .doOnNext(this::tell)
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

    private void tell(RefreshDecision decision) {

        meters.counter(
                        "user.refresh",
                        "outcome",
                        switch (decision) {
                            case Renewed _ -> "renewed";
                            case Repeated _ -> "repeated";
                            case Reused _ -> "reused";
                            case Refused _ -> "refused";
                        })
                .increment();

        if (decision instanceof Reused(var session)) {
            log.warn("a refresh token was used again: session {} is over", session.id());
        }
    }

    private byte[] successorHash(Command command, Session session) {
        return RefreshSecrets.hash(secrets.successor(command.token(), session.id()));
    }
}
