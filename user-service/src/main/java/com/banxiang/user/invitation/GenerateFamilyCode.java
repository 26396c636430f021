package com.banxiang.user.invitation;

import com.banxiang.user.account.UnknownUser;
import com.banxiang.user.consent.Scope;
import com.banxiang.user.consent.ShareWithFamily;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/** Gives an elder a code for a child. Making it is the consent to what the child will see; older codes end with it. */
@Component
@EnableConfigurationProperties(InvitationSettings.class)
final class GenerateFamilyCode {

    /** @param scopes null leaves as it is what the elder shares */
    record Command(UUID elder, @Nullable Set<Scope> scopes) {}

    /** @param scopes what will be shared once the code is redeemed */
    record Generated(String code, Instant expiresAt, Set<Scope> scopes, String consentVersion) {

        @Override
        public String toString() {
            return "Generated[***]";
        }
    }

    /** No two of these look alike, in whatever type they are shown. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 6;

    /** With a billion codes and half an hour each, one collision is rare and three in a row are a fault of ours. */
    private static final int TRIES = 3;

    private final FamilyCodes codes;
    private final ShareWithFamily sharing;
    private final InvitationSettings settings;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    GenerateFamilyCode(
            FamilyCodes codes,
            ShareWithFamily sharing,
            InvitationSettings settings,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock) {
        this.codes = codes;
        this.sharing = sharing;
        this.settings = settings;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<Generated> handle(Command command) {

        return codes.lockElder(command.elder())
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.elder())))
                .then(Mono.defer(() -> codes.voidOpen(command.elder(), clock.instant())))
                .then(Mono.defer(() -> add(command, TRIES)))
                .as(transaction::transactional)
                .checkpoint("generate family code");
    }

    private Mono<Generated> add(Command command, int triesLeft) {

        if (triesLeft == 0) {
            return Mono.error(new IllegalStateException("family codes: taken %d times".formatted(TRIES)));
        }

        var now = clock.instant();
        var clear = newCode();
        var code = new FamilyCode(
                ids.generateId(),
                command.elder(),
                command.scopes(),
                settings.consentVersion(),
                now.plus(FamilyCode.LIFE),
                false,
                null,
                null);

        return codes.add(code, clear, now)
                .flatMap(added -> added ? generated(code, clear) : add(command, triesLeft - 1));
    }

    private Mono<Generated> generated(FamilyCode code, String clear) {

        return Mono.justOrEmpty(code.scopes())
                .switchIfEmpty(Mono.defer(() -> sharing.current(code.elder())))
                .map(scopes -> new Generated(clear, code.expiresAt(), scopes, code.consentVersion()));
    }

    private String newCode() {

        var code = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
