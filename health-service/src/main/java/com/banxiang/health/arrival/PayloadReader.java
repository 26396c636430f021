package com.banxiang.health.arrival;

import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake.Arrival;
import java.time.Instant;
import java.util.List;

/** Says what a raw payload of one source means; the same each time it is asked about the same moment. */
public interface PayloadReader {

    Source source();

    /** Those that are to be stored. */
    List<Arrival> read(String payload, Instant arrivedAt);
}
