package com.banxiang.health.clinical;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells beyond which values a person and the family are told. */
@Component
final class ReadThresholds {

    /** The bounds of one quantity. */
    record Threshold(Quantity quantity, Bounds bounds, boolean custom) {}

    private final ClinicalRules rules;
    private final Audit audit;

    ReadThresholds(ClinicalRules rules, Audit audit) {
        this.rules = rules;
        this.audit = audit;
    }

    List<Threshold> handle() {
        return Stream.of(Quantity.values())
                .map(it -> new Threshold(it, rules.bounds(it, OwnBounds.NONE), false))
                .toList();
    }

    /** For somebody else than the person: remembered before it is read. */
    Mono<List<Threshold>> handle(Actor reader, UUID userId) {
        return audit.read(reader, "read-health-thresholds", new Account(AccountKind.USER, userId))
                .then(Mono.fromSupplier(this::handle));
    }
}
