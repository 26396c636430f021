package com.banxiang.child.health;

import com.banxiang.child.bond.ParentAccess;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/child/parents/{parent}/health")
final class ParentHealthController {

    private final ParentAccess access;
    private final ParentHealth health;
    private final Audit audit;

    ParentHealthController(ParentAccess access, ParentHealth health, Audit audit) {
        this.access = access;
        this.health = health;
        this.audit = audit;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<JsonNode>>> records(
            Caller caller,
            @PathVariable UUID parent,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {

        return admitted(caller, parent, "read-health-records")
                .then(Mono.fromRunnable(() -> PageRequest.of(limit, cursor)))
                .then(Mono.defer(() -> health.records(caller.account(), parent, type, limit, cursor)))
                .flatMap(Answers::ok);
    }

    @GetMapping("/thresholds")
    Mono<ResponseEntity<Envelope<JsonNode>>> thresholds(Caller caller, @PathVariable UUID parent) {

        return admitted(caller, parent, "read-health-thresholds")
                .then(Mono.defer(() -> health.thresholds(caller.account(), parent)))
                .flatMap(Answers::ok);
    }

    /** The row is written before anything is asked: what can't be remembered isn't read. */
    private Mono<Void> admitted(Caller caller, UUID parent, String what) {
        return access.to(parent, caller.id(), Scope.HEALTH)
                .then(Mono.defer(() -> audit.read(Actor.of(caller), what, new Account(AccountKind.USER, parent))));
    }
}
