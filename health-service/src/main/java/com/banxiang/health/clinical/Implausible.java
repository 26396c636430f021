package com.banxiang.health.clinical;

import com.banxiang.health.reading.Range;
import java.math.BigDecimal;

/**
 * A number no living person has, or that doesn't fit the ones beside it.
 *
 * @param field as a client wrote it, e.g. {@code metadata.diastolic}
 * @param expected what would have been believed
 */
public record Implausible(String field, BigDecimal value, Range expected) {}
