package com.banxiang.health.pull;

import com.banxiang.health.huawei.HuaweiCloud;
import com.banxiang.health.huawei.HuaweiCloud.GrantRevoked;
import com.banxiang.health.huawei.HuaweiCloud.TooOften;
import com.banxiang.platform.work.Nudge;
import com.banxiang.platform.work.TimedWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Gives back, at the brand, every leave that is over, whether the person ended it, kept all readings back or is forgotten. While
 * the brand is away it waits longer each time, and forgets the tokens after a day. Giving back twice is giving back once: who
 * died before the row was gone does it again.
 */
@Component
final class GiveLeavesBack {

    private static final Logger log = LoggerFactory.getLogger(GiveLeavesBack.class);

    /** In one run; the next one goes on. */
    private static final int MOST_BATCHES = 200;

    /** How it ended. */
    enum End {
        GIVEN_BACK,
        TOO_OFTEN,
        FAILED,
        /** Still not given back when its time was over. */
        FORGOTTEN
    }

    private final Leaves leaves;
    private final UseTokens useTokens;
    private final HuaweiCloud cloud;
    private final CloudPause pause;
    private final PullSettings settings;
    private final IdGenerator ids;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Nudge nudge = new Nudge();

    GiveLeavesBack(
            Leaves leaves,
            UseTokens useTokens,
            HuaweiCloud cloud,
            CloudPause pause,
            PullSettings settings,
            IdGenerator ids,
            MeterRegistry meters,
            Clock clock,
            TimedWork timedWork) {
        this.leaves = leaves;
        this.useTokens = useTokens;
        this.cloud = cloud;
        this.pause = pause;
        this.settings = settings;
        this.ids = ids;
        this.meters = meters;
        this.clock = clock;
        timedWork.every("give-leaves-back", settings.lookEvery(), nudge.given(), this::handle);
    }

    /** Lets this instance look at once. Never waits. */
    void soon() {
        nudge.give();
    }

    Mono<Void> handle() {
        return Mono.defer(this::claim)
                .repeat(MOST_BATCHES)
                .takeUntil(batch -> batch.size() < settings.atOnce())
                .flatMapIterable(batch -> batch, 1)
                .flatMap(this::giveBack, settings.atOnce())
                .doOnNext(this::count)
                .then()
                .checkpoint("give leaves back");
    }

    private Mono<List<Leave>> claim() {

        var now = clock.instant();

        return pause.isOver(now)
                ? leaves.claimDue(now, ids.generateId(), now.plus(settings.lease()), settings.atOnce())
                        .collectList()
                : Mono.just(List.of());
    }

    private Mono<End> giveBack(Leave leave) {
        return useTokens
                .handle(leave.tokens(), it -> leaves.renewed(leave, it), cloud::revoke)
                .onErrorResume(GrantRevoked.class, _ -> Mono.empty())
                .timeout(settings.lease().dividedBy(2))
                .then(Mono.defer(() -> leaves.remove(leave)))
                .thenReturn(End.GIVEN_BACK)
                .onErrorResume(failure -> lost(leave, failure))
                .onErrorResume(failure -> Mono.just(unstored(failure)));
    }

    private Mono<End> lost(Leave leave, Throwable failure) {

        var now = clock.instant();

        if (now.isAfter(leave.endedAt().plus(settings.giveBackWithin()))) {
            log.warn("leave could not be given back: {}", failure.getClass().getSimpleName());
            return leaves.remove(leave).thenReturn(End.FORGOTTEN);
        }

        if (failure instanceof TooOften tooOften) {
            var next = now.plus(tooOften.retryAfter());
            pause.last(next);
            return leaves.later(leave, next).thenReturn(End.TOO_OFTEN);
        }

        log.warn("leave not given back yet: {}", failure.getClass().getSimpleName());
        return leaves.failed(leave, now.plus(settings.pauseAfter(leave.failures())))
                .thenReturn(End.FAILED);
    }

    /** The lease ends by itself, and somebody tries again. */
    private static End unstored(Throwable failure) {
        log.warn(
                "outcome of giving a leave back not stored: {}",
                failure.getClass().getSimpleName());
        return End.FAILED;
    }

    private void count(End end) {
        meters.counter(
                        PullMeter.LEAVES.getName(),
                        PullMeter.Tag.OUTCOME.asString(),
                        end.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
