package com.banxiang.child.account;

import com.banxiang.child.account.LoginDecision.LoggedIn;
import com.banxiang.child.account.LoginDecision.Refused;
import com.banxiang.child.wechat.WeChat;
import com.banxiang.child.wechat.WeChatAnswer.Identity;
import com.banxiang.child.wechat.WeChatAnswer.NotThisTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
    private final Counter registered;

    LogIn(WeChat weChat, Children children, Tokens tokens, IdGenerator ids, Clock clock, MeterRegistry meters) {
        this.weChat = weChat;
        this.children = children;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
        this.registered = Counter.builder("business.child.register")
                .description("Accounts made at a first login")
                .register(meters);
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if WeChat or user-service is away. */
    Mono<LoginDecision> handle(String loginCode) {

        return weChat.whoIs(loginCode)
                .flatMap(answer -> switch (answer) {
                    case Identity identity -> admit(identity);
                    case NotThisTime(var reason) -> Mono.just(new Refused(reason));
                })
                .checkpoint("log a child in");
    }

    private Mono<LoginDecision> admit(Identity identity) {

        return children.arrive(identity, ids.generateId(), clock.instant())
                .doOnNext(it -> registered.increment(it.isNew() ? 1 : 0))
                .flatMap(it -> tokens.issue(it.child().id()).map(pair -> new LoggedIn(it.child(), it.isNew(), pair)));
    }
}
