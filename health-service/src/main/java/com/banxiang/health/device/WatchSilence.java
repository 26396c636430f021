package com.banxiang.health.device;

import com.banxiang.health.device.DeviceEvent.DeviceSilent;
import com.banxiang.health.device.DeviceReports.Silence;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells of devices that used to report and don't any more, once per silence: the mark and its event are one transaction, and
 * rows are taken with {@code skip locked}, so that instances share the work. At night nobody is told.
 */
@Component
final class WatchSilence {

    private static final Logger log = LoggerFactory.getLogger(WatchSilence.class);

    /** Of batches in one run; what is left over waits for the next. */
    private static final int MOST_AT_ONCE = 100;

    private final DeviceReports reports;
    private final WakingHours wakingHours;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    WatchSilence(
            DeviceReports reports,
            WakingHours wakingHours,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock,
            TimedWork timedWork,
            SilenceSettings settings) {
        this.reports = reports;
        this.wakingHours = wakingHours;
        this.outbox = outbox;
        this.transaction = transaction;
        timedWork.every("watch-silence", settings.watchEvery(), () -> handle(clock.instant()));
    }

    Mono<Void> handle(Instant now) {
        return Mono.defer(() -> wakingHours.contain(now) ? tell(now) : Mono.just(0L))
                .repeat(MOST_AT_ONCE)
                .takeUntil(found -> found < DeviceReports.BATCH)
                .then()
                .checkpoint("watch silence");
    }

    /** How many were silent. */
    private Mono<Long> tell(Instant now) {
        return reports.claimDue(now)
                .collectList()
                .delayUntil(silent -> Flux.fromIterable(silent).concatMap(it -> announce(it, now)))
                .map(silent -> (long) silent.size())
                .as(transaction::transactional);
    }

    private Mono<Void> announce(Silence it, Instant now) {

        if (it.userId() == null || it.brand() == null) {
            return Mono.empty();
        }

        var event = new DeviceSilent(it.linkId(), it.userId(), it.brand().text(), it.heardAt(), now, it.count());
        return outbox.append(DeviceSilent.TOPIC, event)
                .doOnSuccess(
                        _ -> log.atInfo().addKeyValue("deviceId", it.linkId()).log("device silent"));
    }
}
