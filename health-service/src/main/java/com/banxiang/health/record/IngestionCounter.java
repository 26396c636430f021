package com.banxiang.health.record;

import com.banxiang.health.reading.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts readings by source and outcome; looked up once, because this is the hottest path of the service. */
@Component
final class IngestionCounter {

    private record Key(Source source, IngestionMeter.Outcome outcome) {}

    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    IngestionCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Source source, IngestionMeter.Outcome outcome, int readings) {
        if (readings > 0) {
            counters.computeIfAbsent(new Key(source, outcome), this::counter).increment(readings);
        }
    }

    private Counter counter(Key key) {
        return meters.counter(
                IngestionMeter.READINGS.getName(),
                IngestionMeter.Tag.SOURCE.asString(),
                key.source().text(),
                IngestionMeter.Tag.OUTCOME.asString(),
                key.outcome().name().toLowerCase(Locale.ROOT));
    }
}
