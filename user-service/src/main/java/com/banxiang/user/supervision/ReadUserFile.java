package com.banxiang.user.supervision;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.account.UnknownUser;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows an operator one account. The audit row comes first. */
@Component
final class ReadUserFile {

    private final UserFiles files;
    private final Audit audit;

    ReadUserFile(UserFiles files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<UserFile> handle(UUID user, Account by) {
        return audit.read(new Actor(by, null), "read-user", new Account(AccountKind.USER, user))
                .then(files.find(user))
                .switchIfEmpty(Mono.error(() -> new UnknownUser(user)))
                .checkpoint("read user file");
    }
}
