package com.banxiang.health.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.testkit.ServiceTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class HealthRecordsTests {

    static final Instant AT = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    @Autowired
    HealthRecords records;

    @Autowired
    TimeOrderedIds ids;

    final UUID elder = UUID.randomUUID();

    @Test
    void onlyPersonSourceTypeAndTimeTogetherAreAPlace() {

        var standing = stored(elder, ReadingType.SPO2, Source.MANUAL, AT);
        stored(UUID.randomUUID(), ReadingType.SPO2, Source.MANUAL, AT);
        stored(elder, ReadingType.SPO2, Source.BAND, AT);
        stored(elder, ReadingType.HEART_RATE, Source.MANUAL, AT);
        stored(elder, ReadingType.SPO2, Source.MANUAL, AT.plusMillis(1));

        var wanted = List.of(
                record(elder, ReadingType.SPO2, Source.MANUAL, AT),
                record(elder, ReadingType.SPO2, Source.MANUAL, AT.plusMillis(2)));

        assertThat(records.inPlaceOf(elder, Source.MANUAL, wanted).collectList().block())
                .containsExactly(standing);
    }

    private HealthRecord stored(UUID user, ReadingType type, Source source, Instant at) {

        var record = record(user, type, source, at);
        assertThat(records.addAll(user, source, List.of(record)).collectList().block())
                .containsExactly(record.id());
        return record;
    }

    private HealthRecord record(UUID user, ReadingType type, Source source, Instant at) {
        var measurement = new Measurement(type, new BigDecimal("97"), Details.NONE);
        return new HealthRecord(ids.at(at), user, measurement, source, at, null);
    }
}
