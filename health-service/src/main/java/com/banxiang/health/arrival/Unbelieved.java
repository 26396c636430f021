package com.banxiang.health.arrival;

import com.banxiang.health.reading.ReadingType;

/**
 * A reading nobody has: kept aside, because the most dangerous states look like this too.
 *
 * @param field what nobody believes, without its value
 * @param payload as the device sent it
 */
public record Unbelieved(ReadingType type, String field, String payload) {

    String reason() {
        return type.text() + " " + field;
    }
}
