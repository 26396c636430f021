package com.banxiang.notification.push;

import com.banxiang.notification.push.JPushAnswer.Done;
import com.banxiang.notification.push.JPushAnswer.Later;
import com.banxiang.notification.push.JPushAnswer.NoDevice;
import com.banxiang.notification.push.JPushAnswer.Rejected;
import com.banxiang.notification.push.Registrations.Unbound;
import com.banxiang.platform.work.Nudge;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells JPush whose a device is, after that was stored, and again until it knows. */
@Component
final class BindDevices {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;

    private final Registrations registrations;
    private final JPushApi jpush;
    private final Clock clock;
    private final Nudge nudge = new Nudge();

    BindDevices(Registrations registrations, JPushApi jpush, TimedWork work, Clock clock) {
        this.registrations = registrations;
        this.jpush = jpush;
        this.clock = clock;
        work.every("bind devices", LOOK, nudge.given(), this::bind);
    }

    void soon() {
        nudge.give();
    }

    private Mono<Void> bind() {

        return Mono.fromSupplier(clock::instant)
                .flatMapMany(now -> registrations.claim(BATCH, now, now.plus(LEASE)))
                .flatMap(this::bind, AT_ONCE)
                .then()
                .checkpoint("bind devices");
    }

    private Mono<Void> bind(Unbound device) {

        var alias = device.released() ? Alias.NOBODY : Alias.of(device.account());

        return jpush.alias(device.registrationId(), alias).flatMap(answer -> switch (answer) {
            case Done _ -> registrations.bound(device);
            case NoDevice _ -> registrations.drop(device);
            case Rejected(var code) ->
                code == 1003
                        ? registrations.drop(device)
                        : registrations.postpone(device, clock.instant().plus(LONGEST_PAUSE));
            case Later _ -> registrations.postpone(device, clock.instant().plus(pause(device)));
        });
    }

    private static Duration pause(Unbound device) {
        var doubled = Duration.ofSeconds(1L << Math.min(device.attempts(), 10));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
