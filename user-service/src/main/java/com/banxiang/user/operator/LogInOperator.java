package com.banxiang.user.operator;

import static com.banxiang.user.operator.OperatorLoginDecision.Reason.INVALID_CREDENTIALS;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.credential.Passwords;
import com.banxiang.user.operator.Credentials.Check.Failed;
import com.banxiang.user.operator.Credentials.Check.Passed;
import com.banxiang.user.operator.OperatorLoginDecision.Refused;
import com.banxiang.user.operator.OperatorLoginDecision.SignedIn;
import com.banxiang.user.operator.OperatorLoginDecision.TooManyTries;
import com.banxiang.user.operator.Tries.Attempt;
import com.banxiang.user.operator.Tries.Attempt.Counted;
import com.banxiang.user.operator.Tries.Attempt.Locked;
import com.banxiang.user.session.OpenSession;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Lets an operator in who knows the password and, once enrolled, the code of the moment.
 * <p>
 * A try is counted and committed before it is checked, and forgiven when it is right: so many at once are no way around
 * the lock, and the slow hash holds no row. A name nobody has is counted, checked and refused like one that somebody has.
 */
@Component
@EnableConfigurationProperties(LockoutSettings.class)
final class LogInOperator {

    record Command(
            String username, String password, @Nullable String otp) {

        @Override
        public String toString() {
            return "Command[***]";
        }
    }

    private final Operators operators;
    private final OperatorTries tries;
    private final Passwords passwords;
    private final OpenSession openSession;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final MeterRegistry meters;
    private final LockoutSettings settings;

    LogInOperator(
            Operators operators,
            OperatorTries tries,
            Passwords passwords,
            OpenSession openSession,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock,
            MeterRegistry meters,
            LockoutSettings settings) {
        this.operators = operators;
        this.tries = tries;
        this.passwords = passwords;
        this.openSession = openSession;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
        this.settings = settings;
    }

    /** Never empty. */
    Mono<OperatorLoginDecision> handle(Command command) {

        return count(command.username())
                .flatMap(attempt -> switch (attempt) {
                    case Locked(var wait) -> Mono.just(new TooManyTries(wait));
                    case Counted _ -> check(command);
                })
                .doOnNext(this::measure)
                .checkpoint("log in operator");
    }

    private Mono<Attempt> count(String username) {

        return Mono.defer(() -> tries.lock(username, clock.instant()))
                .map(before -> before.oneMore(settings, clock.instant()))
                .delayUntil(attempt -> attempt instanceof Counted(var now) ? tries.save(username, now) : Mono.empty())
                .as(transaction::transactional);
    }

    private Mono<OperatorLoginDecision> check(Command command) {

        return operators
                .credentials(command.username())
                .defaultIfEmpty(Credentials.ofNobody(passwords.hashOfNone()))
                .flatMap(known -> passwords
                        .matches(command.password(), known.passwordHash())
                        .flatMap(right -> right ? admit(command, known) : Mono.just(new Refused(INVALID_CREDENTIALS))));
    }

    /** The password was right a moment ago; what else there is to it is decided on the locked row. */
    private Mono<OperatorLoginDecision> admit(Command command, Credentials known) {

        return operators
                .lockCredentials(known.operator())
                .map(now -> now.shown(known.passwordHash(), command.otp(), clock.instant()))
                .flatMap(check -> switch (check) {
                    case Passed(var step) -> signIn(command, known, step);
                    case Failed(var reason) -> Mono.just(new Refused(reason));
                })
                .as(transaction::transactional);
    }

    private Mono<OperatorLoginDecision> signIn(Command command, Credentials known, @Nullable Long step) {

        var account = new Account(AccountKind.OPERATOR, known.operator());

        return Mono.justOrEmpty(step)
                .flatMap(it -> operators.use(known.operator(), it))
                .then(tries.forgive(command.username()))
                .then(audit.act(new Actor(account, null), "log-in-operator", account))
                .then(openSession.handle(account))
                .map(SignedIn::new);
    }

    private void measure(OperatorLoginDecision decision) {
        meters.counter(
                        "user.operator.login",
                        "outcome",
                        switch (decision) {
                            case SignedIn _ -> "signed_in";
                            case Refused(var reason) -> reason.name().toLowerCase(Locale.ROOT);
                            case TooManyTries _ -> "locked";
                        })
                .increment();
    }
}
