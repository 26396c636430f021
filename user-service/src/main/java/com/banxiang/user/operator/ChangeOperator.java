package com.banxiang.user.operator;

import static com.banxiang.user.operator.OperatorRefusal.LAST_ADMIN;
import static java.util.Objects.requireNonNullElse;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.user.credential.OneTimeSecret;
import com.banxiang.user.credential.Passwords;
import com.banxiang.user.operator.OperatorDecision.Done;
import com.banxiang.user.operator.OperatorDecision.Refused;
import com.banxiang.user.session.EndSessions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Changes what an operator may do and how they come in. Whatever it changes, their sessions end with it: a token says its
 * roles for as long as it lives. What changes nothing ends nothing, and is audited all the same.
 */
@Component
final class ChangeOperator {

    /**
     * What is null stays.
     *
     * @param newPassword the old one is good no longer; the new one is shown once
     * @param otp true for a new secret, also where there is one; false for no codes any more
     * @param by who wants it
     */
    record Command(
            UUID operator,
            @Nullable Set<Role> roles,
            @Nullable Boolean disabled,
            @Nullable UUID doctorId,
            @Nullable UUID staffId,
            boolean newPassword,
            @Nullable Boolean otp,
            Account by) {}

    /** What is to be stored beside the operator. */
    private record Change(
            Command command,
            @Nullable String password,
            @Nullable String hash,
            @Nullable OneTimeSecret secret) {

        boolean changesCredentials() {
            return hash != null || secret != null;
        }
    }

    private final Operators operators;
    private final BindOperator bindOperator;
    private final Passwords passwords;
    private final EndSessions endSessions;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final SecureRandom random = new SecureRandom();

    ChangeOperator(
            Operators operators,
            BindOperator bindOperator,
            Passwords passwords,
            EndSessions endSessions,
            Audit audit,
            TransactionalOperator transaction) {
        this.operators = operators;
        this.bindOperator = bindOperator;
        this.passwords = passwords;
        this.endSessions = endSessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Never empty. Fails with {@link UnknownOperator}, and as {@link BindOperator} does. */
    Mono<OperatorDecision> handle(Command command) {

        return operators
                .find(command.operator())
                .switchIfEmpty(Mono.error(() -> new UnknownOperator(command.operator())))
                .flatMap(before -> bindOperator.handle(new BindOperator.Command(
                        before.id(),
                        requireNonNullElse(command.roles(), before.roles()),
                        command.doctorId(),
                        command.staffId(),
                        command.by())))
                .<OperatorDecision>map(Refused::new)
                .switchIfEmpty(Mono.defer(() -> prepare(command).flatMap(this::change)))
                .checkpoint("change operator");
    }

    /** Hashing is slow; no row is held for it. */
    private Mono<Change> prepare(Command command) {

        var secret = Boolean.TRUE.equals(command.otp()) ? OneTimeSecret.random(random) : null;
        if (!command.newPassword()) {
            return Mono.just(new Change(command, null, null, secret));
        }

        var password = passwords.make();
        return passwords.hash(password).map(hash -> new Change(command, password, hash, secret));
    }

    /** Of two administrators who each take the role from the other, the second waits for the first and is refused. */
    private Mono<OperatorDecision> change(Change change) {

        var id = change.command().operator();

        return operators
                .lockAdmins()
                .collectList()
                .flatMap(admins -> operators
                        .lock(id)
                        .switchIfEmpty(Mono.error(() -> new UnknownOperator(id)))
                        .flatMap(before -> {
                            var after = changed(before, change.command());
                            return before.administers() && !after.administers() && admins.equals(List.of(id))
                                    ? Mono.<OperatorDecision>just(new Refused(LAST_ADMIN))
                                    : store(change, before, after);
                        }))
                .as(transaction::transactional);
    }

    private Mono<OperatorDecision> store(Change change, Operator before, Operator after) {

        var changes = change.changesCredentials() || !after.equals(before);

        return (changes ? save(change, after) : Mono.<Void>empty())
                .then(audit.act(new Actor(change.command().by(), null), "change-operator", after.account()))
                .thenReturn(new Done(after, change.password(), change.secret()));
    }

    private Mono<Void> save(Change change, Operator after) {

        var id = after.id();
        var hash = change.hash();

        return operators
                .save(after)
                .then(hash == null ? Mono.empty() : operators.savePassword(id, hash))
                .then(change.command().otp() == null ? Mono.empty() : operators.saveSecret(id, change.secret()))
                .then(endSessions.all(after.account()));
    }

    private static Operator changed(Operator before, Command command) {
        return new Operator(
                before.id(),
                before.username(),
                requireNonNullElse(command.roles(), before.roles()),
                command.doctorId() == null ? before.doctorId() : command.doctorId(),
                command.staffId() == null ? before.staffId() : command.staffId(),
                requireNonNullElse(command.otp(), before.otp()),
                requireNonNullElse(command.disabled(), before.disabled()),
                before.createdAt());
    }
}
