package com.banxiang.health.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.arrival.Unbelieved;
import com.banxiang.health.clinical.CurrentRules;
import com.banxiang.health.reading.ReadingType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BandReadingsTests {

    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void whatNobodyBelievesIsKeptInItsOrder() {

        var readings = read("""
            {"metric": "weight", "value": 900}, {"metric": "spo2", "value": 12}, {"metric": "heart_rate", "value": 20}\
            """);

        assertThat(readings.unbelieved())
                .extracting(Unbelieved::type)
                .containsExactly(ReadingType.WEIGHT, ReadingType.SPO2, ReadingType.HEART_RATE);
    }

    private static BandReadings read(String items) {

        var json = JsonMapper.shared();
        var message = json.readValue(
                "{\"id\": \"evt_1\", \"deviceId\": \"dev-1\", \"occurredAt\": \"%s\", \"measurements\": [%s]}"
                        .formatted(NOW, items),
                BandMessage.class);
        return BandReadings.of(message, json, NOW, CurrentRules.get().plausibility());
    }
}
