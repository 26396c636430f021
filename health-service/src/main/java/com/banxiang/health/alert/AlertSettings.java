package com.banxiang.health.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The life of an alert.
 *
 * @param lateAfter how old a reading may arrive and still be urgent
 * @param ignoredAfter from which age a reading is history and opens nothing
 * @param repeatAfter the pause between two tellings that nobody acknowledged
 * @param repeatCriticalAfter the same while it is critical
 * @param quietAfterAcknowledgement how long an acknowledgement keeps it quiet
 * @param staleAfter how long without readings until it closes by itself
 * @param calmReadings how many in a row, inside by the margin, close it
 * @param risenReadings how many in a row, above the person's own baseline, are told though they are inside
 * @param watchEvery how often this instance looks for episodes that are due
 * @param namesPatience with who knows the names of those who acknowledged; an alert is shown without them then
 */
@ConfigurationProperties("health.alert")
record AlertSettings(
        Duration lateAfter,
        Duration ignoredAfter,
        Duration repeatAfter,
        Duration repeatCriticalAfter,
        Duration quietAfterAcknowledgement,
        Duration staleAfter,
        int calmReadings,
        int risenReadings,
        Duration watchEvery,
        Duration namesPatience) {

    AlertRules rules() {
        return new AlertRules(
                lateAfter,
                ignoredAfter,
                repeatAfter,
                repeatCriticalAfter,
                quietAfterAcknowledgement,
                staleAfter,
                calmReadings,
                risenReadings);
    }
}
