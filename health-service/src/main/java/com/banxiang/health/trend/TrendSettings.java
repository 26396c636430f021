package com.banxiang.health.trend;

import com.banxiang.health.reading.ReadingType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The numbers of trends as they are written down; see {@code clinical-rules-*.yaml}.
 *
 * @param leastValues below them nothing is called a trend
 * @param settledAfter a change that matters in this time matters however long it takes
 * @param relevantPerDay by type, how steep a slope must be over that time or less
 * @param advice what is said of which values
 * @param baseline what is usual for one person
 */
@ConfigurationProperties("health.trend")
record TrendSettings(
        int leastValues,
        Duration settledAfter,
        Map<ReadingType, BigDecimal> relevantPerDay,
        List<AdviceRule> advice,
        Usual baseline) {

    /**
     * @param over how many days before today are looked at
     * @param leastDays below them nothing is usual yet
     * @param deviations how many of them above the median begin what is not usual
     * @param resolution of the types in which a rise is told, the least their days differ by
     */
    record Usual(Duration over, int leastDays, BigDecimal deviations, Map<ReadingType, BigDecimal> resolution) {

        Baseline rule() {
            return new Baseline(over, leastDays, deviations);
        }
    }

    /** Fails, and with it the start, where a number is missing. */
    TrendRules rules() {
        return new TrendRules(leastValues, settledAfter, relevantPerDay, advice);
    }
}
