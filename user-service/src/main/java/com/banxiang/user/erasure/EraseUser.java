package com.banxiang.user.erasure;

import static com.banxiang.user.erasure.EraseDecision.Reason.CODE_EXPIRED;
import static com.banxiang.user.erasure.EraseDecision.Reason.INVALID_CODE;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.erasure.EraseAccount;
import com.banxiang.platform.erasure.ErasedAccounts;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.account.UnknownUser;
import com.banxiang.user.account.UserEvent.UserDeleted;
import com.banxiang.user.erasure.AccountRows.Held;
import com.banxiang.user.erasure.EraseDecision.Erased;
import com.banxiang.user.erasure.EraseDecision.Refused;
import com.banxiang.user.erasure.EraseDecision.TooManyTries;
import com.banxiang.user.login.ProvePhone;
import com.banxiang.user.login.ProvePhone.Proof.Failed;
import com.banxiang.user.login.ProvePhone.Proof.Given;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Erases an elder's account for good, once they have shown a code that was sent for that.
 * <p>
 * One transaction: the rows go, the sessions end, and the fleet is told. The account's row is held from the beginning, so who
 * signs in at that moment waits, and comes as somebody new. Asking again changes nothing and is answered the same.
 */
@Component
final class EraseUser {

    record Command(UUID user, String code) {

        @Override
        public String toString() {
            return "Command[user=%s, code=***]".formatted(user);
        }
    }

    private final AccountRows rows;
    private final ProvePhone provePhone;
    private final EraseAccount eraseAccount;
    private final ErasedAccounts erased;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    EraseUser(
            AccountRows rows,
            ProvePhone provePhone,
            EraseAccount eraseAccount,
            ErasedAccounts erased,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.rows = rows;
        this.provePhone = provePhone;
        this.eraseAccount = eraseAccount;
        this.erased = erased;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<EraseDecision> handle(Command command) {

        var account = new Account(AccountKind.USER, command.user());

        return rows.lock(command.user())
                .flatMap(held -> provePhone
                        .toErase(held.phone(), command.code())
                        .flatMap(proof -> switch (proof) {
                            case Given _ -> erase(account, held);
                            case Failed(var expired) ->
                                Mono.<EraseDecision>just(new Refused(expired ? CODE_EXPIRED : INVALID_CODE));
                            case ProvePhone.Proof.TooManyTries(var wait) ->
                                Mono.<EraseDecision>just(new TooManyTries(wait));
                        }))
                .switchIfEmpty(Mono.defer(() -> again(account)))
                .as(transaction::transactional)
                .checkpoint("erase user");
    }

    private Mono<EraseDecision> erase(Account account, Held held) {
        return audit.act(new Actor(account, null), "erase-account", account)
                .then(eraseAccount.handle(account))
                .then(Mono.defer(() -> outbox.append(
                        UserDeleted.TOPIC, new UserDeleted(account, held.version() + 1, clock.instant()))))
                .thenReturn(new Erased());
    }

    private Mono<EraseDecision> again(Account account) {
        return erased.contains(account)
                .flatMap(gone -> gone ? Mono.just(new Erased()) : Mono.error(new UnknownUser(account.id())));
    }
}
