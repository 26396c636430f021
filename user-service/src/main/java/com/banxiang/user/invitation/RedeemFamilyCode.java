package com.banxiang.user.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.platform.security.Account;
import com.banxiang.user.attempt.Attempts;
import com.banxiang.user.attempt.Attempts.Limit;
import com.banxiang.user.consent.Scope;
import com.banxiang.user.consent.ShareWithFamily;
import com.banxiang.user.invitation.Redemption.Again;
import com.banxiang.user.invitation.Redemption.Granted;
import com.banxiang.user.invitation.Redemption.Reason;
import com.banxiang.user.invitation.Redemption.Refused;
import com.banxiang.user.invitation.Redemption.TooManyTries;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Lets a child into a family by the code an elder gave.
 * <p>
 * The elder stays locked until the surrounding transaction ends, so of two children one gets in. Only wrong codes
 * count against the limit: each try is counted first and forgiven when it turns out right, so that trying many at once is
 * no way around it.
 */
@Component
public final class RedeemFamilyCode {

    /** The family stands open, or why not. */
    public sealed interface Answer {

        /** @param scopes what the elder shares from now on */
        record Welcome(UUID elder, Set<Scope> scopes, String consentVersion) implements Answer {}

        record No(Enum<?> reason) implements Answer {}

        record Later(Duration retryAfter) implements Answer {}
    }

    private static final Limit WRONG_CODES = new Limit("family-code", 10, Duration.ofHours(1));

    private final FamilyCodes codes;
    private final Attempts attempts;
    private final ShareWithFamily sharing;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RedeemFamilyCode(
            FamilyCodes codes,
            Attempts attempts,
            ShareWithFamily sharing,
            TransactionalOperator transaction,
            Clock clock) {
        this.codes = codes;
        this.attempts = attempts;
        this.sharing = sharing;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. Takes part in the caller's transaction, if there is one. */
    public Mono<Answer> handle(String code, Account child) {

        var subject = child.text().getBytes(UTF_8);

        return attempts.count(WRONG_CODES, subject)
                .flatMap(wait -> wait.isPositive() ? Mono.just(new TooManyTries(wait)) : tryCode(code, child))
                .delayUntil(redemption -> isWrong(redemption) ? Mono.empty() : attempts.forgive(WRONG_CODES, subject))
                .flatMap(redemption -> answer(redemption, child))
                .as(transaction::transactional)
                .checkpoint("redeem family code");
    }

    /** The child has left the family, or was asked to: a code it has redeemed does not bring it back. */
    public Mono<Void> forget(UUID elder, Account child) {
        return codes.voidRedeemed(elder, child, clock.instant());
    }

    private Mono<Redemption> tryCode(String code, Account child) {
        var inCapitals = code.toUpperCase(Locale.ROOT);

        return codes.lockElderOf(inCapitals)
                .flatMap(_ -> codes.find(inCapitals))
                .map(it -> it.redeem(child, clock.instant()))
                .defaultIfEmpty(new Refused(Reason.INVALID_FAMILY_CODE));
    }

    /** What has to wait was not counted, so there is nothing to forgive. */
    private static boolean isWrong(Redemption redemption) {
        return redemption instanceof TooManyTries
                || redemption instanceof Refused(var reason) && reason == Reason.INVALID_FAMILY_CODE;
    }

    private Mono<Answer> answer(Redemption redemption, Account child) {
        return switch (redemption) {
            case Granted(var code) -> welcome(code, child);
            case Again(var elder, var scopes, var consentVersion) ->
                Mono.just(new Answer.Welcome(elder, scopes, consentVersion));
            case Refused(var reason) -> Mono.just(new Answer.No(reason));
            case TooManyTries(var retryAfter) -> Mono.just(new Answer.Later(retryAfter));
        };
    }

    private Mono<Answer> welcome(FamilyCode code, Account child) {
        return sharing.handle(new ShareWithFamily.Command(code.elder(), code.scopes(), code.consentVersion()))
                .delayUntil(granted -> codes.redeemed(code, child, granted, clock.instant()))
                .map(granted -> new Answer.Welcome(code.elder(), granted, code.consentVersion()));
    }
}
