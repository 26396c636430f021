package com.banxiang.user.operator;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows an administrator who works for the house. */
@Component
final class ListOperators {

    private final Operators operators;
    private final Audit audit;

    ListOperators(Operators operators, Audit audit) {
        this.operators = operators;
        this.audit = audit;
    }

    /** Never empty. The newest first. */
    Mono<Page<Operator>> handle(Account by, PageRequest page) {
        return audit.read(new Actor(by, null), "list-operators", by)
                .then(operators.page(page))
                .checkpoint("list operators");
    }
}
