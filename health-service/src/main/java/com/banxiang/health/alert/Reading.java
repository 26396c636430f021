package com.banxiang.health.alert;

import com.banxiang.health.reading.Measurement;
import java.time.Instant;
import java.util.UUID;

/** A stored reading as the engine sees it. */
record Reading(UUID recordId, Measurement measurement, Instant recordedAt) {}
