package com.banxiang.health.alert;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts and logs what became of alerts: which one, never whose and never by what value. */
@Component
final class AlertCounter {

    private static final Logger log = LoggerFactory.getLogger(AlertCounter.class);

    private final MeterRegistry meters;

    AlertCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    void told(Episode it) {
        count(it, it.version() == 1 ? "raised" : "told_again");
    }

    void ended(Episode it) {
        if (it.ended() != null) {
            count(it, it.ended().reason().name().toLowerCase(Locale.ROOT));
        }
    }

    private void count(Episode it, String what) {

        meters.counter(
                        AlertMeter.ALERTS.getName(),
                        AlertMeter.Tag.TYPE.asString(),
                        it.type().text(),
                        AlertMeter.Tag.SEVERITY.asString(),
                        it.severity().name().toLowerCase(Locale.ROOT),
                        AlertMeter.Tag.WHAT.asString(),
                        what)
                .increment();

        log.atInfo()
                .addKeyValue("alertId", it.id())
                .addKeyValue("version", it.version())
                .addKeyValue("what", what)
                .log("alert");
    }
}
