package com.banxiang.child.health;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.overview.OverviewPart;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The newest reading of each type at a glance. */
@Component
@Order(1)
final class HealthPart implements OverviewPart {

    record HealthGlance(JsonNode summary) {}

    private final ParentHealth health;

    HealthPart(ParentHealth health) {
        this.health = health;
    }

    @Override
    public String name() {
        return "health";
    }

    @Override
    public Scope scope() {
        return Scope.HEALTH;
    }

    @Override
    public Mono<HealthGlance> of(Bond bond) {
        return health.summary(new Account(AccountKind.CHILD, bond.child()), bond.parent())
                .map(HealthGlance::new);
    }
}
