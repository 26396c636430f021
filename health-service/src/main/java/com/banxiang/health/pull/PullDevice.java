package com.banxiang.health.pull;

import com.banxiang.health.arrival.Delivered;
import com.banxiang.health.arrival.StoreArrivals;
import com.banxiang.health.consent.HealthConsent;
import com.banxiang.health.device.CloudLinks;
import com.banxiang.health.device.HeardDevices;
import com.banxiang.health.huawei.HuaweiCloud;
import com.banxiang.health.huawei.HuaweiCloud.GrantRevoked;
import com.banxiang.health.huawei.HuaweiCloud.TooOften;
import com.banxiang.health.huawei.HuaweiReadings;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake.Arrival;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fetches from one device what is new since its last reading, for the holder of its lease. Each window is stored for itself, so
 * that what fails later costs nothing that was fetched before.
 */
@Component
final class PullDevice {

    private static final Logger log = LoggerFactory.getLogger(PullDevice.class);

    /** How it ended. */
    enum End {
        PULLED,
        /** The person does not agree any more that we keep anything. */
        NO_CONSENT,
        /** The person took the leave back at the brand. */
        REVOKED,
        TOO_OFTEN,
        FAILED
    }

    /** @param pause until the next time, where there is a reason to wait */
    record Outcome(End end, Duration pause) {

        static Outcome of(End end) {
            return new Outcome(end, Duration.ZERO);
        }

        boolean isTooOften() {
            return end == End.TOO_OFTEN;
        }
    }

    private record Span(Instant from, Instant to) {}

    private final HealthConsent consent;
    private final UseTokens useTokens;
    private final HuaweiCloud cloud;
    private final HuaweiReadings readings;
    private final StoreArrivals storeArrivals;
    private final CloudLinks links;
    private final HeardDevices heardDevices;
    private final Grants grants;
    private final TransactionalOperator transaction;
    private final PullSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    PullDevice(
            HealthConsent consent,
            UseTokens useTokens,
            HuaweiCloud cloud,
            HuaweiReadings readings,
            StoreArrivals storeArrivals,
            CloudLinks links,
            HeardDevices heardDevices,
            Grants grants,
            TransactionalOperator transaction,
            PullSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.consent = consent;
        this.useTokens = useTokens;
        this.cloud = cloud;
        this.readings = readings;
        this.storeArrivals = storeArrivals;
        this.links = links;
        this.heardDevices = heardDevices;
        this.grants = grants;
        this.transaction = transaction;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Never empty; fails only where the outcome can't be stored. */
    Mono<Outcome> handle(Grant grant) {
        return Mono.defer(() -> pull(grant))
                .timeout(settings.lease().dividedBy(2))
                .onErrorResume(failure -> lost(grant, failure))
                .onErrorResume(failure -> Mono.just(unstored(failure)))
                .doOnNext(this::count)
                .checkpoint("pull device");
    }

    private Mono<Outcome> pull(Grant grant) {
        return consent.isGiven(grant.userId())
                .flatMap(given -> given
                        ? fetch(grant).thenReturn(End.PULLED)
                        : heardDevices.ignored(grant.linkId()).thenReturn(End.NO_CONSENT))
                .delayUntil(_ -> laidDown(grant))
                .map(Outcome::of);
    }

    private Mono<Void> fetch(Grant grant) {
        return useTokens.handle(grant.tokens(), it -> grants.renewed(grant, it), token -> read(grant, token));
    }

    private Mono<Void> read(Grant grant, String token) {

        var now = clock.instant();
        var samples = cloud.readsSamples(grant.scopes()) ? spans(grant, grant.lastSampleAt(), now) : List.<Span>of();
        var nights = cloud.readsSleep(grant.scopes()) ? spans(grant, grant.lastSleepAt(), now) : List.<Span>of();

        return Flux.fromIterable(samples)
                .concatMap(it -> cloud.samples(token, grant.scopes(), it.from(), it.to())
                        .flatMap(answer -> store(grant, answer, at -> grants.samplesReached(grant.linkId(), at))))
                .thenMany(Flux.fromIterable(nights))
                .concatMap(it -> cloud.nights(token, it.from(), it.to())
                        .flatMap(answer -> store(grant, answer, at -> grants.nightsReached(grant.linkId(), at))))
                .then();
    }

    /** From a while before the last reading to now, never from before the person agreed. */
    private List<Span> spans(Grant grant, @Nullable Instant last, Instant now) {

        var from = latest(
                grant.authorizedAt(),
                latest(now.minus(settings.reachBack()), last == null ? Instant.EPOCH : last.minus(settings.overlap())));
        var spans = new ArrayList<Span>();

        while (from.isBefore(now)) {
            var to = from.plus(settings.window()).isBefore(now) ? from.plus(settings.window()) : now;
            spans.add(new Span(from, to));
            from = to;
        }

        return spans;
    }

    /** Nothing of what was on its way while the person ended the link. */
    private Mono<Void> store(Grant grant, String answer, Function<Instant, Mono<Void>> reached) {

        var sorted = readings.of(answer, clock.instant());

        if (sorted.sound().isEmpty() && sorted.unbelieved().isEmpty()) {
            return Mono.empty();
        }

        var delivered = new Delivered(grant.linkId(), grant.userId(), Source.HUAWEI, sorted, answer, true);

        return links.isLive(grant.linkId())
                .filter(live -> live)
                .flatMap(_ -> storeArrivals.handle(delivered))
                .filter(outcome -> outcome.accepted() > 0)
                .flatMap(_ -> heardDevices.heard(grant.linkId()).then(reached.apply(newest(sorted.sound()))))
                .as(transaction::transactional)
                .then();
    }

    private static Instant newest(List<Arrival> sound) {
        return sound.getLast().recordedAt();
    }

    private Mono<Outcome> lost(Grant grant, Throwable failure) {

        var now = clock.instant();

        return switch (failure) {
            case GrantRevoked _ ->
                links.revoked(grant.linkId())
                        .then(heardDevices.ignored(grant.linkId()))
                        .then(Mono.defer(() -> grants.remove(grant)))
                        .as(transaction::transactional)
                        .thenReturn(Outcome.of(End.REVOKED));
            case TooOften tooOften ->
                grants.done(grant, now, now.plus(tooOften.retryAfter()), now.plus(tooOften.retryAfter()))
                        .thenReturn(new Outcome(End.TOO_OFTEN, tooOften.retryAfter()));
            default -> {
                log.atWarn()
                        .addKeyValue("deviceId", grant.linkId())
                        .addKeyValue("failure", failure.getClass().getSimpleName())
                        .log("device not pulled");
                yield grants.failed(grant, now, now.plus(settings.pauseAfter(grant.failures())))
                        .thenReturn(Outcome.of(End.FAILED));
            }
        };
    }

    /** The lease ends by itself, and somebody tries again. */
    private static Outcome unstored(Throwable failure) {
        log.warn("outcome of a pull not stored: {}", failure.getClass().getSimpleName());
        return Outcome.of(End.FAILED);
    }

    /** Never twice within the least pause, whoever asks. */
    private Mono<Void> laidDown(Grant grant) {

        var now = clock.instant();
        var next = now.plus(settings.next(ThreadLocalRandom.current().nextDouble()));
        return grants.done(grant, now, next, now.plus(settings.leastPause()));
    }

    private void count(Outcome outcome) {
        meters.counter(
                        PullMeter.PULLS.getName(),
                        PullMeter.Tag.OUTCOME.asString(),
                        outcome.end().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
