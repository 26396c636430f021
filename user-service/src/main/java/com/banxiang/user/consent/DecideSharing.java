package com.banxiang.user.consent;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.account.UnknownUser;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Changes what a person's children may see. Whoever decides says what they saw: a decision on something that has changed
 * meanwhile, by a family code or on another phone, is refused rather than undoing it unseen.
 */
@Component
@EnableConfigurationProperties(SharingSettings.class)
final class DecideSharing {

    /**
     * A decision.
     *
     * @param wishes what is not named stays as it is
     * @param seen the version it was decided on
     */
    record Command(UUID user, Map<Scope, Boolean> wishes, long seen) {}

    sealed interface Decision {

        /** From now on. */
        record Decided(Sharing sharing) implements Decision {}

        /** It is so already. */
        record Unchanged(Sharing sharing) implements Decision {}

        record Refused(Reason reason) implements Decision {}

        /** Why not. The name is the error code a client sees. */
        enum Reason {
            SHARING_CHANGED
        }
    }

    private final SharingVersions versions;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final SharingSettings settings;

    DecideSharing(
            SharingVersions versions,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock,
            SharingSettings settings) {
        this.versions = versions;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<Decision> handle(Command command) {

        return versions.lockOwner(command.user())
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.user())))
                .then(Mono.defer(() -> versions.newest(command.user())))
                .defaultIfEmpty(Sharing.NEVER_DECIDED)
                .map(before -> before.decided(command.wishes(), command.seen()))
                .delayUntil(decision -> store(command.user(), decision))
                .as(transaction::transactional)
                .checkpoint("decide sharing");
    }

    private Mono<Void> store(UUID user, Decision decision) {

        if (!(decision instanceof Decision.Decided(var sharing))) {
            return Mono.empty();
        }

        var self = new Account(AccountKind.USER, user);
        return versions.add(user, sharing, settings.consentVersion(), clock.instant())
                .then(audit.act(new Actor(self, null), "change-sharing", self));
    }
}
