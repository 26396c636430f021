package com.banxiang.health.webhook;

import com.banxiang.health.alert.Alarms.Alarm;
import com.banxiang.health.arrival.Unbelieved;
import com.banxiang.health.clinical.Plausibility;
import com.banxiang.health.record.RecordIntake.Arrival;
import com.banxiang.health.webhook.BandReading.Call;
import com.banxiang.health.webhook.BandReading.NotBelieved;
import com.banxiang.health.webhook.BandReading.Reason;
import com.banxiang.health.webhook.BandReading.Sound;
import com.banxiang.health.webhook.BandReading.Unusable;
import com.banxiang.health.webhook.Receipt.RejectedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message, sorted.
 *
 * @param sound to be stored
 * @param calls for help
 * @param unbelieved nobody has such values, but they are kept
 * @param rejected what the sender hears of those that aren't stored
 */
record BandReadings(List<Numbered> sound, List<Alarm> calls, List<Unbelieved> unbelieved, List<RejectedItem> rejected) {

    /** @param index the reading's place in the message */
    record Numbered(int index, Arrival arrival) {}

    List<Arrival> arrivals() {
        return sound.stream().map(Numbered::arrival).toList();
    }

    int accepted() {
        return sound.size() + calls.size();
    }

    static BandReadings of(BandMessage message, JsonMapper json, Instant now, Plausibility plausibility) {

        var sound = new ArrayList<Numbered>();
        var calls = new ArrayList<Alarm>();
        var unbelieved = new ArrayList<Unbelieved>();
        var rejected = new ArrayList<RejectedItem>();

        for (var index = 0; index < message.items().size(); index++) {
            var item = message.items().get(index);
            switch (read(item, message, json, now, plausibility)) {
                case Sound(var arrival) -> sound.add(new Numbered(index, arrival));
                case Call(var alarm) -> calls.add(alarm);
                case Unusable(var reason) -> rejected.add(new RejectedItem(index, reason));
                case NotBelieved(var type, var field) -> {
                    rejected.add(new RejectedItem(index, Reason.IMPLAUSIBLE_VALUE));
                    unbelieved.add(new Unbelieved(type, field, item.toString()));
                }
            }
        }

        return new BandReadings(sound, calls, unbelieved, rejected);
    }

    private static BandReading read(
            JsonNode item, BandMessage message, JsonMapper json, Instant now, Plausibility plausibility) {
        try {
            var readable = json.treeToValue(item, BandItem.class);
            return readable == null
                    ? new Unusable(Reason.VALIDATION_FAILED)
                    : BandReading.of(readable, message.occurredAt(), now, plausibility);
        } catch (JacksonException unreadable) {
            return new Unusable(Reason.VALIDATION_FAILED);
        }
    }
}
