package com.banxiang.notification.supervision;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows an operator what became of messages. Everybody whose messages are shown has a row in the audit log that says so,
 * committed before the answer; so has the person who was asked about, even where there is nothing to show.
 */
@Component
final class TraceMessages {

    private static final String WHAT = "read-deliveries";

    private final Traces traces;
    private final Audit audit;
    private final TransactionalOperator transaction;

    TraceMessages(Traces traces, Audit audit, TransactionalOperator transaction) {
        this.traces = traces;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Never empty. The newest first. */
    Mono<Page<Trace>> ofPerson(UUID account, PageRequest page, Account by) {

        return traces.ofPerson(account, page)
                .delayUntil(found -> {
                    var whose = whose(found);
                    return audited(by, whose.isEmpty() ? Set.of(new Account(AccountKind.USER, account)) : whose);
                })
                .as(transaction::transactional)
                .checkpoint("trace messages of a person");
    }

    /** Never empty. The newest first. */
    Mono<Page<Trace>> ofEvent(UUID event, PageRequest page, Account by) {

        return audit.act(new Actor(by, null), "search-deliveries")
                .then(Mono.defer(() -> traces.ofEvent(event, page)))
                .delayUntil(found -> audited(by, whose(found)))
                .as(transaction::transactional)
                .checkpoint("trace messages of an event");
    }

    private static Set<Account> whose(Page<Trace> found) {
        var whose = new LinkedHashSet<Account>();
        found.items().forEach(it -> whose.add(it.whose()));
        return whose;
    }

    private Mono<Void> audited(Account by, Set<Account> whose) {
        return Flux.fromIterable(whose)
                .concatMap(it -> audit.read(new Actor(by, null), WHAT, it))
                .then();
    }
}
