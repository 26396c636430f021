package com.banxiang.health.device;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers that a device is alive, so that it can be missed. */
@Component
public final class HeardDevices {

    private final DeviceReports reports;
    private final WakingHours wakingHours;
    private final SilenceSettings settings;
    private final Clock clock;

    HeardDevices(DeviceReports reports, WakingHours wakingHours, SilenceSettings settings, Clock clock) {
        this.reports = reports;
        this.wakingHours = wakingHours;
        this.settings = settings;
        this.clock = clock;
    }

    /** It reports. Joins the caller's transaction, if there is one. */
    public Mono<Void> heard(UUID linkId) {
        return Mono.defer(() -> {
                    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    return reports.heard(
                            linkId, now, wakingHours.after(now, settings.after()), now.minus(settings.noticedEvery()));
                })
                .checkpoint("remember that a device was heard of");
    }

    /** It may report, but nobody wants to know: so nobody must miss it either. */
    public Mono<Void> ignored(UUID linkId) {
        return reports.forget(linkId).checkpoint("forget that a device was heard of");
    }
}
