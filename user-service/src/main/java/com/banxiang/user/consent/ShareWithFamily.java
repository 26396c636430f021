package com.banxiang.user.consent;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.account.UnknownUser;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts into force what an elder agreed to share when giving a family code. Takes part in the caller's transaction. */
@Component
public final class ShareWithFamily {

    /**
     * What was agreed to.
     *
     * @param scopes null leaves as it is what was decided before
     * @param consentVersion of the text that was agreed to
     */
    public record Command(UUID elder, @Nullable Set<Scope> scopes, String consentVersion) {}

    private final SharingVersions versions;
    private final Audit audit;
    private final Clock clock;

    ShareWithFamily(SharingVersions versions, Audit audit, Clock clock) {
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Never empty: what is shared from now on. Fails with {@link UnknownUser}. */
    public Mono<Set<Scope>> handle(Command command) {

        return versions.lockOwner(command.elder())
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.elder())))
                .then(Mono.defer(() -> versions.newest(command.elder())))
                .defaultIfEmpty(Sharing.NEVER_DECIDED)
                .flatMap(before -> decide(command, before))
                .map(Sharing::scopes)
                .checkpoint("share with family");
    }

    /** What is shared now; the default of the house for whoever never decided. */
    public Mono<Set<Scope>> current(UUID elder) {
        return versions.newest(elder).defaultIfEmpty(Sharing.NEVER_DECIDED).map(Sharing::scopes);
    }

    private Mono<Sharing> decide(Command command, Sharing before) {

        var scopes = command.scopes();
        if (scopes == null || !before.isChangedBy(scopes)) {
            return Mono.just(before);
        }

        var next = before.next(scopes);
        var elder = new Account(AccountKind.USER, command.elder());
        return versions.add(command.elder(), next, command.consentVersion(), clock.instant())
                .then(audit.act(new Actor(elder, null), "change-sharing", elder))
                .thenReturn(next);
    }
}
