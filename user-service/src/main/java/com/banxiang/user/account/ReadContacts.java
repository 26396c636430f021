package com.banxiang.user.account;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a neighbour how a person can be reached. The audit row comes first: what can't be remembered isn't read. */
@Component
final class ReadContacts {

    private final Users users;
    private final Audit audit;

    ReadContacts(Users users, Audit audit) {
        this.users = users;
        this.audit = audit;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<User> handle(UUID user, CallingService reader) {

        return audit.read(Actor.of(reader), "read-contacts", new Account(AccountKind.USER, user))
                .then(users.find(user))
                .switchIfEmpty(Mono.error(() -> new UnknownUser(user)))
                .checkpoint("read contacts");
    }
}
