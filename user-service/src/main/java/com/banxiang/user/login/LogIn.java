package com.banxiang.user.login;

import static com.banxiang.user.login.LoginDecision.Reason.ACCOUNT_DISABLED;
import static com.banxiang.user.login.LoginDecision.Reason.INVALID_CODE;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.account.RegisterUser;
import com.banxiang.user.account.RegisterUser.Registered;
import com.banxiang.user.attempt.Attempts;
import com.banxiang.user.attempt.Attempts.Limit;
import com.banxiang.user.login.LoginCode.Check.Right;
import com.banxiang.user.login.LoginCode.Check.Useless;
import com.banxiang.user.login.LoginCode.Check.Wrong;
import com.banxiang.user.login.LoginDecision.Refused;
import com.banxiang.user.login.LoginDecision.SignedIn;
import com.banxiang.user.login.LoginDecision.TooManyTries;
import com.banxiang.user.session.OpenSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Lets somebody in who knows the newest code that was sent to a phone, registering them on their first visit.
 * <p>
 * Tries for one phone come one after the other, because each holds the row that counts them; so a code is spent once and
 * a phone is registered once, however many try at the same moment. What a wrong try leaves behind is committed, too.
 */
@Component
final class LogIn {

    /** @param inviteCode of a promotion, if they brought one */
    record Command(String phone, String code, @Nullable String inviteCode) {}

    private final LoginCodes codes;
    private final TryCode tryCode;
    private final Attempts attempts;
    private final RegisterUser registerUser;
    private final OpenSession openSession;
    private final TransactionalOperator transaction;
    private final LoginMeters meters;
    private final Limit limit;

    LogIn(
            LoginCodes codes,
            TryCode tryCode,
            Attempts attempts,
            RegisterUser registerUser,
            OpenSession openSession,
            TransactionalOperator transaction,
            LoginMeters meters,
            LoginSettings settings) {
        this.codes = codes;
        this.tryCode = tryCode;
        this.attempts = attempts;
        this.registerUser = registerUser;
        this.openSession = openSession;
        this.transaction = transaction;
        this.meters = meters;
        this.limit = new Limit("login", settings.triesPerMinute(), Duration.ofMinutes(1));
    }

    /** Never empty. */
    Mono<LoginDecision> handle(Command command) {

        var phone = codes.indexOf(command.phone());

        return attempts.count(limit, phone)
                .flatMap(wait -> wait.isPositive() ? Mono.just(new TooManyTries(wait)) : proceed(phone, command))
                .as(transaction::transactional)
                .doOnNext(meters::count)
                .checkpoint("log in");
    }

    private Mono<LoginDecision> proceed(byte[] phone, Command command) {

        return tryCode.handle(phone, Purpose.LOGIN, command.code()).flatMap(check -> switch (check) {
            case Right _ -> letIn(command);
            case Wrong _ -> Mono.just(new Refused(INVALID_CODE));
            case Useless(var reason) -> Mono.just(new Refused(reason));
        });
    }

    private Mono<LoginDecision> letIn(Command command) {

        return registerUser
                .handle(new RegisterUser.Command(command.phone(), command.inviteCode()))
                .flatMap(it -> it.disabled() ? Mono.just(new Refused(ACCOUNT_DISABLED)) : signIn(it));
    }

    private Mono<LoginDecision> signIn(Registered registered) {

        return openSession
                .handle(new Account(AccountKind.USER, registered.id()))
                .map(tokens -> new SignedIn(tokens, registered.isNew(), registered.view()));
    }
}
