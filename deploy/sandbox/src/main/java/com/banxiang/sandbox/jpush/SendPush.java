package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushError.INVALID;
import static com.banxiang.sandbox.jpush.JPushError.NOBODY;

import com.banxiang.sandbox.memory.Recent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Delivers a push to every device of its audience, once per cid. */
@Component
final class SendPush {

    private final Devices devices;
    private final Cids cids;
    private final Clock clock;
    private final Recent<Delivery> deliveries = new Recent<>(5_000);
    private final AtomicLong lastMsgId;

    SendPush(Devices devices, Cids cids, Clock clock) {
        this.devices = devices;
        this.cids = cids;
        this.clock = clock;
        this.lastMsgId = new AtomicLong(clock.millis() * 10_000);
    }

    /** A push in time and its late repetition get one answer; only the first is delivered. */
    synchronized Accepted handle(Push push) {

        var targets = targets(push);
        var before = cids.result(push.cid());
        if (before.isPresent()) {
            return before.get();
        }
        var accepted = accept(push);
        targets.forEach(it -> deliveries.add(Delivery.of(push, it, accepted.msgId(), clock.instant())));
        if (!push.cid().isEmpty()) {
            cids.remember(push.cid(), accepted);
        }
        return accepted;
    }

    /** The same checks, no delivery. */
    Accepted validate(Push push) {

        targets(push);
        return accept(push);
    }

    boolean isRepetition(Push push) {
        return cids.result(push.cid()).isPresent();
    }

    List<Delivery> newestFirst(Predicate<Delivery> wanted) {
        return deliveries.newestFirst(wanted);
    }

    private List<Device> targets(Push push) {

        if (!push.cid().isEmpty() && !cids.isGood(push.cid())) {
            throw new JPushRefusal(INVALID, "cid: not issued, or older than a day");
        }
        var targets = Stream.concat(devices.all(_ -> true).stream(), Stream.of(MagicAliases.TIMEOUT_DEVICE))
                .filter(it -> push.platforms().contains(it.platform()))
                .filter(push.audience()::includes)
                .filter(it -> it != MagicAliases.TIMEOUT_DEVICE
                        || push.audience().aliases().contains(it.alias()))
                .toList();
        if (targets.isEmpty()) {
            throw new JPushRefusal(NOBODY);
        }
        return targets;
    }

    private Accepted accept(Push push) {

        var msgId = lastMsgId.incrementAndGet();
        var sendno = push.sendno() == 0 ? (int) (msgId % Integer.MAX_VALUE) : push.sendno();
        return new Accepted(Integer.toString(sendno), Long.toString(msgId));
    }
}
