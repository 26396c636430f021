package com.banxiang.user.supervision;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.user.account.UnknownUser;
import com.banxiang.user.session.EndSessions;
import com.banxiang.user.supervision.UserFile.AccountStatus;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Closes an account, or opens it again. Its sessions end in the same transaction; who signs in at that moment waits for it,
 * and is refused. What is so already stays as it is, with its reason; that it was asked for is audited all the same.
 */
@Component
final class ChangeStatus {

    record Command(UUID user, AccountStatus status, String reason, Account by) {}

    private final UserFiles files;
    private final EndSessions endSessions;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ChangeStatus(
            UserFiles files, EndSessions endSessions, Audit audit, TransactionalOperator transaction, Clock clock) {
        this.files = files;
        this.endSessions = endSessions;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<UserFile> handle(Command command) {

        var act = command.status() == AccountStatus.DISABLED ? "disable-user" : "enable-user";

        return files.lock(command.user())
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.user())))
                .flatMap(before -> before.status() == command.status() ? Mono.just(before) : change(command, before))
                .delayUntil(file -> audit.act(new Actor(command.by(), null), act, file.account()))
                .as(transaction::transactional)
                .checkpoint("change status");
    }

    private Mono<UserFile> change(Command command, UserFile before) {

        var after =
                before.with(command.status(), command.reason(), clock.instant().truncatedTo(ChronoUnit.MICROS));

        return files.saveStatus(after, command.by().id())
                .then(command.status() == AccountStatus.DISABLED ? endSessions.all(after.account()) : Mono.empty())
                .thenReturn(after);
    }
}
