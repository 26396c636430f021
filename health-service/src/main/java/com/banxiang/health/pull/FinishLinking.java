package com.banxiang.health.pull;

import com.banxiang.health.consent.HealthConsent;
import com.banxiang.health.device.CloudLinks;
import com.banxiang.health.huawei.HuaweiCloud;
import com.banxiang.health.huawei.HuaweiCloud.Granted;
import com.banxiang.platform.crypto.BlindIndex;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Links the account of somebody who came back from the brand's page. What they bring works once: whatever goes wrong after
 * that, they begin anew.
 */
@Component
final class FinishLinking {

    private static final Logger log = LoggerFactory.getLogger(FinishLinking.class);

    private static final int LONGEST = 2048;

    /** @param error what the brand says instead of a code */
    record Command(
            @Nullable String code,
            @Nullable String state,
            @Nullable String error) {

        boolean isReadable() {
            return state != null
                    && state.length() <= LONGEST
                    && (error != null || (code != null && !code.isEmpty() && code.length() <= LONGEST));
        }
    }

    /** What the app is told. */
    enum Result {
        OK,
        /** By the person, who may have kept every kind of reading back; or the account is somebody else's here. */
        DENIED,
        /** Too late, unknown, or no answer: worth another try. */
        EXPIRED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final LinkAttempts attempts;
    private final HealthConsent consent;
    private final HuaweiCloud cloud;
    private final CloudLinks links;
    private final Grants grants;
    private final Leaves leaves;
    private final GiveLeavesBack giveLeavesBack;
    private final PullNudge nudge;
    private final BlindIndex index;
    private final IdGenerator ids;
    private final TransactionalOperator transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    FinishLinking(
            LinkAttempts attempts,
            HealthConsent consent,
            HuaweiCloud cloud,
            CloudLinks links,
            Grants grants,
            Leaves leaves,
            GiveLeavesBack giveLeavesBack,
            PullNudge nudge,
            BlindIndex index,
            IdGenerator ids,
            TransactionalOperator transaction,
            MeterRegistry meters,
            Clock clock) {
        this.attempts = attempts;
        this.consent = consent;
        this.cloud = cloud;
        this.links = links;
        this.grants = grants;
        this.leaves = leaves;
        this.giveLeavesBack = giveLeavesBack;
        this.nudge = nudge;
        this.index = index;
        this.ids = ids;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /** By which a link knows an account of the cloud. */
    static String account(BlindIndex index, String openId) {
        return HexFormat.of().formatHex(index.of("huawei-account", openId));
    }

    /** Never empty and never fails: a browser waits for it. */
    Mono<Result> handle(Command command) {
        return Mono.defer(() -> command.isReadable() ? finish(command) : Mono.just(Result.EXPIRED))
                .onErrorResume(failure -> {
                    log.warn("linking failed: {}", failure.getClass().getSimpleName());
                    return Mono.just(Result.EXPIRED);
                })
                .doOnNext(this::count)
                .checkpoint("finish linking an account");
    }

    private Mono<Result> finish(Command command) {
        return attempts.take(String.valueOf(command.state()))
                .filter(attempt -> !attempt.isOver(clock.instant()))
                .flatMap(attempt -> command.error() == null
                        ? agreed(attempt, String.valueOf(command.code()))
                        : Mono.just(command.error().equals("access_denied") ? Result.DENIED : Result.EXPIRED))
                .defaultIfEmpty(Result.EXPIRED);
    }

    private Mono<Result> agreed(Attempt attempt, String code) {
        return consent.isGiven(attempt.userId())
                .flatMap(given -> given
                        ? cloud.exchange(code, attempt.verifier()).flatMap(granted -> link(attempt, granted))
                        : Mono.just(Result.DENIED));
    }

    private Mono<Result> link(Attempt attempt, Granted granted) {

        var openId = granted.openId();
        var refreshToken = granted.refreshToken();

        if (openId == null || refreshToken == null) {
            return Mono.error(() -> new IllegalStateException("tokens without an account or a refresh token"));
        }

        var now = clock.instant();
        var account = account(index, openId);
        var tokens = Tokens.of(granted, refreshToken, now);

        if (!cloud.isReadable(granted.scopes())) {
            return leaves.add(ids.generateId(), account, tokens, now)
                    .then(Mono.fromRunnable(giveLeavesBack::soon))
                    .thenReturn(Result.DENIED);
        }

        return links.link(attempt.linkId(), attempt.userId(), account)
                .delayUntil(linkId -> grants.put(linkId, attempt.userId(), account, tokens, granted.scopes(), now))
                .as(transaction::transactional)
                .map(_ -> linked())
                .defaultIfEmpty(Result.DENIED);
    }

    private Result linked() {
        nudge.give();
        return Result.OK;
    }

    private void count(Result result) {
        meters.counter(PullMeter.LINKS.getName(), PullMeter.Tag.OUTCOME.asString(), result.text())
                .increment();
    }
}
