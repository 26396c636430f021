package com.banxiang.user.session;

import com.banxiang.platform.security.Account;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the tokens of an account say it may do. */
@Component
final class Roles {

    private static final List<String> USER = List.of("USER");
    private static final List<String> CHILD = List.of("CHILD");

    private final OperatorRoles operators;

    Roles(OperatorRoles operators) {
        this.operators = operators;
    }

    /** Empty of an operator who may do nothing any more. */
    Mono<List<String>> of(Account account) {
        return switch (account.kind()) {
            case USER -> Mono.just(USER);
            case CHILD -> Mono.just(CHILD);
            case OPERATOR -> operators.of(account.id());
        };
    }
}
