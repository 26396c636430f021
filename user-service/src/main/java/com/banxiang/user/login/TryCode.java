package com.banxiang.user.login;

import static com.banxiang.user.login.LoginDecision.Reason.INVALID_CODE;

import com.banxiang.user.login.LoginCode.Check;
import com.banxiang.user.login.LoginCode.Check.Right;
import com.banxiang.user.login.LoginCode.Check.Useless;
import com.banxiang.user.login.LoginCode.Check.Wrong;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Compares what somebody typed with the newest code that was sent to a phone for a purpose. A right one is spent by it, a wrong
 * one counts: both belong into the caller's transaction, which holds whatever lets tries for a phone come one by one.
 */
@Component
final class TryCode {

    private final LoginCodes codes;
    private final Clock clock;

    TryCode(LoginCodes codes, Clock clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<Check> handle(byte[] phone, Purpose purpose, String digits) {
        return codes.findNewest(phone, purpose)
                .map(code -> code.tried(codes.hashOf(code.id(), digits), clock.instant()))
                .defaultIfEmpty(new Useless(INVALID_CODE))
                .delayUntil(this::store);
    }

    private Mono<Void> store(Check check) {
        return switch (check) {
            case Right(var code) -> codes.spend(code, clock.instant());
            case Wrong(var code) -> codes.countWrongTry(code);
            case Useless _ -> Mono.empty();
        };
    }
}
