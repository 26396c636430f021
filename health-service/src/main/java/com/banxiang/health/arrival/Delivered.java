package com.banxiang.health.arrival;

import com.banxiang.health.reading.Source;
import java.util.UUID;

/**
 * What a device brought, and whose it is.
 *
 * @param payload all of it, as it came
 * @param isRepeated whether the same may come many times, as from a cloud that is asked again for the last day
 */
public record Delivered(UUID linkId, UUID userId, Source source, Sorted readings, String payload, boolean isRepeated) {}
