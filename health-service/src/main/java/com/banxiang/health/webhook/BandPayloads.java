package com.banxiang.health.webhook;

import com.banxiang.health.arrival.PayloadReader;
import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake.Arrival;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says what a message of a band meant when it came. */
@Component
final class BandPayloads implements PayloadReader {

    private final JsonMapper json;
    private final ClinicalRules rules;

    BandPayloads(JsonMapper json, ClinicalRules rules) {
        this.json = json;
        this.rules = rules;
    }

    @Override
    public Source source() {
        return Source.BAND;
    }

    @Override
    public List<Arrival> read(String payload, Instant arrivedAt) {
        var message = json.readValue(payload, BandMessage.class);
        return BandReadings.of(message, json, arrivedAt, rules.plausibility()).arrivals();
    }
}
