package com.banxiang.user.operator;

import static com.banxiang.user.operator.OperatorRefusal.USERNAME_TAKEN;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.user.credential.OneTimeSecret;
import com.banxiang.user.credential.Passwords;
import com.banxiang.user.operator.OperatorDecision.Done;
import com.banxiang.user.operator.OperatorDecision.Refused;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Makes an operator with a first password, which nobody can read again.
 * <p>
 * A doctor is bound first. Should the name be taken at that very moment, the doctor is bound to an operator who never comes
 * to be, which opens nothing, and the next binding replaces it.
 */
@Component
final class AddOperator {

    /** @param otp whether codes of a phone are asked for from the first time on; @param by who wants it */
    record Command(
            String username,
            Set<Role> roles,
            @Nullable UUID doctorId,
            @Nullable UUID staffId,
            boolean otp,
            Account by) {}

    private final Operators operators;
    private final BindOperator bindOperator;
    private final Passwords passwords;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AddOperator(
            Operators operators,
            BindOperator bindOperator,
            Passwords passwords,
            Audit audit,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock) {
        this.operators = operators;
        this.bindOperator = bindOperator;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Never empty. Fails as {@link BindOperator} does. */
    Mono<OperatorDecision> handle(Command command) {

        return operators
                .knows(command.username())
                .flatMap(taken -> taken ? Mono.just(new Refused(USERNAME_TAKEN)) : make(command))
                .checkpoint("add operator");
    }

    private Mono<OperatorDecision> make(Command command) {

        var operator = new Operator(
                ids.generateId(),
                command.username(),
                command.roles(),
                command.doctorId(),
                command.staffId(),
                command.otp(),
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        var made = new Done(operator, passwords.make(), command.otp() ? OneTimeSecret.random(random) : null);
        var binding = new BindOperator.Command(
                operator.id(), command.roles(), command.doctorId(), command.staffId(), command.by());

        return bindOperator
                .handle(binding)
                .<OperatorDecision>map(Refused::new)
                .switchIfEmpty(Mono.defer(() -> store(made, command.by())));
    }

    private Mono<OperatorDecision> store(Done made, Account by) {

        var operator = made.operator();

        return Mono.justOrEmpty(made.password())
                .flatMap(passwords::hash)
                .flatMap(hash -> operators
                        .add(operator, hash, made.secret())
                        .filter(added -> added)
                        .delayUntil(_ -> audit.act(new Actor(by, null), "create-operator", operator.account()))
                        .as(transaction::transactional))
                .<OperatorDecision>map(_ -> made)
                .defaultIfEmpty(new Refused(USERNAME_TAKEN));
    }
}
