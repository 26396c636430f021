package com.banxiang.child.account;

import com.banxiang.child.account.LoginDecision.LoggedIn;
import com.banxiang.child.account.LoginDecision.Refused;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.child.wechat.WeChat;
import com.banxiang.child.wechat.WeChatAnswer.Identity;
import com.banxiang.child.wechat.WeChatAnswer.NotThisTime;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Logs a child in by WeChat, and registers it at the first time.
 *
 * <p>If the tokens can't be had the account stays, harmless and ready for the next try.
 */
@Component
final class LogIn {

    private final WeChat weChat;
    private final Children children;
    private final Tokens tokens;
    private final IdGenerator ids;
    private final Clock clock;
    private final Outcomes outcomes;

    LogIn(WeChat weChat, Children children, Tokens tokens, IdGenerator ids, Clock clock, Outcomes outcomes) {
        this.weChat = weChat;
        this.children = children;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if WeChat or user-service is away. */
    Mono<LoginDecision> handle(String loginCode) {

        return weChat.whoIs(loginCode)
                .flatMap(answer -> switch (answer) {
                    case Identity identity -> admit(identity);
                    case NotThisTime(var reason) -> Mono.just(new Refused(reason));
                })
                .as(outcomes.of(UseCase.LOG_IN, null, LogIn::outcome))
                .checkpoint("log a child in");
    }

    private Mono<LoginDecision> admit(Identity identity) {
        return children.arrive(identity, ids.generateId(), clock.instant())
                .flatMap(it -> tokens.issue(it.child().id()).map(pair -> new LoggedIn(it.child(), it.isNew(), pair)));
    }

    private static String outcome(LoginDecision decision) {
        return switch (decision) {
            case LoggedIn it -> it.isNew() ? "registered" : "logged_in";
            case Refused(var reason) -> Outcomes.named(reason);
        };
    }
}
