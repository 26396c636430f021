package com.banxiang.health.alert;

import com.banxiang.health.clinical.Severity;
import java.time.Duration;

/**
 * When an alert is told, told again and closed.
 *
 * @param lateAfter how old a reading may arrive and still be urgent
 * @param ignoredAfter from which age a reading is history and opens nothing
 * @param repeatAfter the pause between two tellings that nobody acknowledged
 * @param repeatCriticalAfter the same while it is critical
 * @param quietAfterAcknowledgement how long an acknowledgement keeps it quiet
 * @param staleAfter how long without readings until it closes by itself
 * @param calmReadings how many in a row, inside by the margin, close it
 * @param risenReadings how many in a row, above the person's own baseline, are told though they are inside
 */
record AlertRules(
        Duration lateAfter,
        Duration ignoredAfter,
        Duration repeatAfter,
        Duration repeatCriticalAfter,
        Duration quietAfterAcknowledgement,
        Duration staleAfter,
        int calmReadings,
        int risenReadings) {

    Duration repeatAfter(Severity severity) {
        return severity == Severity.CRITICAL ? repeatCriticalAfter : repeatAfter;
    }
}
