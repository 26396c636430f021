package com.banxiang.user.login;

import com.banxiang.user.attempt.Attempts;
import com.banxiang.user.attempt.Attempts.Limit;
import com.banxiang.user.login.LoginCode.Check.Right;
import com.banxiang.user.login.LoginCode.Check.Useless;
import com.banxiang.user.login.LoginCode.Check.Wrong;
import com.banxiang.user.login.LoginDecision.Reason;
import com.banxiang.user.login.ProvePhone.Proof.Failed;
import com.banxiang.user.login.ProvePhone.Proof.Given;
import com.banxiang.user.login.ProvePhone.Proof.TooManyTries;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets somebody who is signed in prove once more, with a code of its own, that the phone is in their hand. */
@Component
public final class ProvePhone {

    /** What they could show. */
    public sealed interface Proof {

        record Given() implements Proof {}

        /** @param expired whether the code would have been right a while ago */
        record Failed(boolean expired) implements Proof {}

        record TooManyTries(Duration retryAfter) implements Proof {}
    }

    private final LoginCodes codes;
    private final TryCode tryCode;
    private final Attempts attempts;
    private final Limit limit;

    ProvePhone(LoginCodes codes, TryCode tryCode, Attempts attempts, LoginSettings settings) {
        this.codes = codes;
        this.tryCode = tryCode;
        this.attempts = attempts;
        this.limit = new Limit("erase", settings.triesPerMinute(), Duration.ofMinutes(1));
    }

    /** Never empty. Belongs into the caller's transaction, which must commit a failure, too: it counts. */
    public Mono<Proof> toErase(String phone, String code) {

        var index = codes.indexOf(phone);

        return attempts.count(limit, index)
                .flatMap(wait -> wait.isPositive()
                        ? Mono.just(new TooManyTries(wait))
                        : tryCode.handle(index, Purpose.ERASE, code).map(check -> switch (check) {
                            case Right _ -> new Given();
                            case Wrong _ -> new Failed(false);
                            case Useless(var reason) -> new Failed(reason == Reason.CODE_EXPIRED);
                        }));
    }
}
