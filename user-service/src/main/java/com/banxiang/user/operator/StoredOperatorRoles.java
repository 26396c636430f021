package com.banxiang.user.operator;

import com.banxiang.user.session.OperatorRoles;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells sessions what an operator's tokens say. */
@Component
final class StoredOperatorRoles implements OperatorRoles {

    private final Operators operators;

    StoredOperatorRoles(Operators operators) {
        this.operators = operators;
    }

    @Override
    public Mono<List<String>> of(UUID operator) {
        return operators.find(operator).filter(it -> !it.disabled()).map(it -> Role.names(it.roles()));
    }
}
