package com.banxiang.user.supervision;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.user.supervision.UserFile.AccountStatus;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds accounts for an operator: by the whole phone, or by how a nickname begins. Phones are stored encrypted, so nobody
 * can look for parts of them. Everybody who is shown has a row in the audit log that says so.
 */
@Component
final class SearchUsers {

    /** @param query null for everybody */
    record Command(@Nullable String query, @Nullable AccountStatus status, PageRequest page, Account by) {}

    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}");

    private final UserFiles files;
    private final Audit audit;
    private final TransactionalOperator transaction;

    SearchUsers(UserFiles files, Audit audit, TransactionalOperator transaction) {
        this.files = files;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Never empty. The newest first. */
    Mono<Page<UserFile>> handle(Command command) {

        var who = new Actor(command.by(), null);

        return audit.read(who, "search-users", command.by())
                .then(Mono.defer(() -> find(command)))
                .delayUntil(found -> Flux.fromIterable(found.items())
                        .concatMap(it -> audit.read(who, "list-user", it.account()))
                        .then())
                .as(transaction::transactional)
                .checkpoint("search users");
    }

    private Mono<Page<UserFile>> find(Command command) {

        var query = command.query();
        if (query == null) {
            return files.all(command.status(), command.page());
        }

        return PHONE.matcher(query).matches()
                ? files.withPhone(query, command.status())
                : files.named(query, command.status(), command.page());
    }
}
