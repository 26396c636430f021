package com.banxiang.user.session;

import static com.banxiang.user.session.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;
import static com.banxiang.user.session.RefreshDecision.Reason.REFRESH_TOKEN_REUSED;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.user.session.RefreshDecision.Refused;
import com.banxiang.user.session.RefreshDecision.Renewed;
import com.banxiang.user.session.RefreshDecision.Repeated;
import com.banxiang.user.session.RefreshDecision.Reused;
import com.banxiang.user.token.IssueAccessToken;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a refresh is answered with, the same for every side: signed only after the decision is committed. */
@Component
final class RefreshAnswers {

    private final RefreshSecrets secrets;
    private final Roles roles;
    private final IssueAccessToken issueAccessToken;

    RefreshAnswers(RefreshSecrets secrets, Roles roles, IssueAccessToken issueAccessToken) {
        this.secrets = secrets;
        this.roles = roles;
        this.issueAccessToken = issueAccessToken;
    }

    Mono<ResponseEntity<Envelope<TokenPair>>> to(RefreshSession.Command command, RefreshDecision decision) {

        return switch (decision) {
            case Renewed renewed -> pair(command, renewed.session());
            case Repeated(var session) -> pair(command, session);
            case Reused _ -> Answers.unauthorized(REFRESH_TOKEN_REUSED);
            case Refused(var reason) -> Answers.unauthorized(reason);
        };
    }

    private Mono<ResponseEntity<Envelope<TokenPair>>> pair(RefreshSession.Command command, Session session) {
        return roles.of(session.account())
                .map(it -> new TokenPair(
                        issueAccessToken.handle(session.account(), session.id(), it),
                        secrets.successor(command.token(), session.id())))
                .flatMap(Answers::ok)
                .switchIfEmpty(Mono.defer(() -> Answers.unauthorized(INVALID_REFRESH_TOKEN)));
    }
}
