package com.banxiang.child.health;

import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.child.sharing.ParentAccess;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Lets a child read a parent's health. The row is written before anything is asked: what can't be remembered isn't read. */
@Component
final class ReadParentHealth {

    private final ParentAccess access;
    private final ParentHealth health;
    private final Audit audit;
    private final Outcomes outcomes;

    ReadParentHealth(ParentAccess access, ParentHealth health, Audit audit, Outcomes outcomes) {
        this.access = access;
        this.health = health;
        this.audit = audit;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails as {@link ParentAccess#to}, and as health-service does. */
    Mono<JsonNode> handle(Caller child, UUID parent, HealthQuestion question) {

        return access.to(parent, child.id(), Scope.HEALTH)
                .doOnNext(_ -> question.check())
                .flatMap(_ -> audit.read(Actor.of(child), question.auditName(), new Account(AccountKind.USER, parent))
                        .then(Mono.defer(() -> health.answer(child.account(), parent, question))))
                .as(outcomes.of(UseCase.READ_HEALTH, child.id()))
                .checkpoint("read a parent's health");
    }
}
