package com.banxiang.user.consent;

import com.banxiang.user.account.UnknownUser;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Keeps that a person agreed to a text, or took that back. Saying the same again changes nothing. */
@Component
final class RecordConsent {

    record Command(UUID user, Document document, String version, boolean granted) {}

    private final Consents consents;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RecordConsent(Consents consents, TransactionalOperator transaction, Clock clock) {
        this.consents = consents;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty: the consent as it stands now. Fails with {@link UnknownUser}. */
    Mono<Consent> handle(Command command) {

        return consents.lockOwner(command.user())
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.user())))
                .then(Mono.defer(() -> consents.newest(command.user(), command.document())))
                .flatMap(newest -> command.granted() ? grant(command, newest) : withdraw(command, newest))
                .switchIfEmpty(Mono.defer(() -> add(command, now())))
                .as(transaction::transactional)
                .checkpoint("record consent");
    }

    private Mono<Consent> grant(Command command, Consent newest) {
        return newest.stands() && newest.isOf(command.version()) ? Mono.just(newest) : add(command, now());
    }

    private Mono<Consent> withdraw(Command command, Consent newest) {

        if (!newest.stands()) {
            return Mono.just(newest);
        }

        var now = now();
        return consents.withdraw(command.user(), newest, now)
                .thenReturn(new Consent(newest.document(), newest.version(), newest.at(), now));
    }

    private Mono<Consent> add(Command command, Instant now) {

        var consent = new Consent(command.document(), command.version(), now, command.granted() ? null : now);
        return consents.add(command.user(), consent).thenReturn(consent);
    }

    /** As the database keeps it, so that what is answered first is answered always. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
