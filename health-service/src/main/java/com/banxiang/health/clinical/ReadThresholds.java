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
    private final OwnThresholds thresholds;
    private final Audit audit;

    ReadThresholds(ClinicalRules rules, OwnThresholds thresholds, Audit audit) {
        this.rules = rules;
        this.thresholds = thresholds;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<List<Threshold>> handle(UUID userId) {
        return thresholds.of(userId).map(this::of).checkpoint("read thresholds");
    }

    /** For somebody else than the person: remembered before it is read. */
    Mono<List<Threshold>> handle(Actor reader, UUID userId) {
        return audit.read(reader, "read-health-thresholds", new Account(AccountKind.USER, userId))
                .then(Mono.defer(() -> handle(userId)));
    }

    List<Threshold> of(OwnBounds own) {
        return Stream.of(Quantity.values())
                .map(it -> new Threshold(it, rules.bounds(it, own), own.has(it)))
                .toList();
    }
}
