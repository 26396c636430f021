package com.banxiang.sandbox.band;

import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts measurements into messages: all readings into one, each alarm into one of its own. */
@Component
final class ComposeReadings {

    private final JsonMapper json;
    private final IdGenerator ids;
    private final Clock clock;
    private final Remembered<String, Long> sequences;

    ComposeReadings(JsonMapper json, IdGenerator ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
        this.sequences = new Remembered<>(10_000, Duration.ofDays(365), clock);
    }

    /** A measurement without its time was taken now. */
    List<Reading> handle(String deviceId, JsonNode records, @Nullable String id) {

        var readings = json.createArrayNode();
        var batches = new ArrayList<ArrayNode>();
        for (var record : records) {
            var measurement = timed((ObjectNode) record.deepCopy());
            if (Reading.ALARMS.contains(measurement.path("metric").asString(""))) {
                batches.add(json.createArrayNode().add(measurement));
            } else {
                readings.add(measurement);
            }
        }
        if (!readings.isEmpty()) {
            batches.addFirst(readings);
        }
        return batches.stream()
                .map(it -> reading(id == null ? newId() : id, deviceId, it, nextSequence(deviceId)))
                .toList();
    }

    Reading implausible(Reading correct) {

        var body = (ObjectNode) json.readTree(correct.body());
        var impossible = json.createObjectNode().put("metric", "heart_rate").put("value", 999);
        ((ArrayNode) body.path("measurements")).add(timed(impossible));
        return with(correct, body);
    }

    Reading outOfOrder(Reading correct) {

        var body = (ObjectNode) json.readTree(correct.body());
        return with(
                correct, body.put("sequence", Math.max(0, body.path("sequence").asLong() - 2)));
    }

    /** The same id, another time: another message to every receiver that compares bodies. */
    Reading reused(Reading correct) {

        var body = (ObjectNode) json.readTree(correct.body());
        return with(
                correct, body.put("occurredAt", clock.instant().plusSeconds(1).toString()));
    }

    Reading withOtherIdInside(Reading correct) {
        return with(correct, ((ObjectNode) json.readTree(correct.body())).put("id", newId()));
    }

    Reading padded(Reading correct, int bytes) {

        var padding = "x".repeat(bytes - correct.body().length);
        return with(correct, ((ObjectNode) json.readTree(correct.body())).put("padding", padding));
    }

    Reading renamed(Reading correct) {

        var id = newId();
        var body = ((ObjectNode) json.readTree(correct.body())).put("id", id);
        body.put("sequence", nextSequence(correct.deviceId()));
        return new Reading(id, correct.deviceId(), correct.type(), json.writeValueAsBytes(body));
    }

    byte[] indented(byte[] body) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(json.readTree(body));
    }

    private Reading with(Reading correct, ObjectNode body) {
        return new Reading(correct.id(), correct.deviceId(), correct.type(), json.writeValueAsBytes(body));
    }

    private Reading reading(String id, String deviceId, ArrayNode measurements, long sequence) {

        var type = Reading.type(measurements);
        var body = json.createObjectNode();
        body.put("id", id);
        body.put("type", type);
        body.put("deviceId", deviceId);
        body.put("vendor", "generic");
        body.put("sequence", sequence);
        body.put("occurredAt", clock.instant().toString());
        body.set("measurements", measurements);
        return new Reading(id, deviceId, type, json.writeValueAsBytes(body));
    }

    private ObjectNode timed(ObjectNode measurement) {

        return measurement.has("measuredAt") || measurement.has("start")
                ? measurement
                : measurement.put("measuredAt", clock.instant().toString());
    }

    private synchronized long nextSequence(String deviceId) {

        var next = sequences.find(deviceId).orElse(0L) + 1;
        sequences.put(deviceId, next);
        return next;
    }

    private String newId() {
        return "evt_" + ids.generateId().toString().replace("-", "");
    }
}
