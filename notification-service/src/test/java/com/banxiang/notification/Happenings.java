package com.banxiang.notification;

import com.banxiang.testkit.KafkaEvents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What other services tell of, as they publish it. */
public final class Happenings {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** An alert of an elder, and what becomes of it. */
    public record AlertOf(UUID elder, UUID id) {

        public static AlertOf elder(UUID elder) {
            return new AlertOf(elder, UUID.randomUUID());
        }

        public UUID raised(String severity) {
            return raised(severity, 1, false, Instant.now());
        }

        /** Somebody pressed for help, or fell. */
        public UUID called(String type, boolean late) {
            var event = raisedEvent("critical", 1, late, Instant.now());
            event.put("type", type);
            List.of("component", "value", "metadata", "unit", "direction", "bound", "recordId")
                    .forEach(event::remove);
            return publish("alert-raised", elder, "/health-service", event);
        }

        public UUID raised(String severity, long version, boolean late, Instant recordedAt) {
            return publish("alert-raised", elder, "/health-service", raisedEvent(severity, version, late, recordedAt));
        }

        public Map<String, Object> raisedEvent(String severity, long version, boolean late, Instant recordedAt) {

            var event = new LinkedHashMap<String, Object>();
            event.put("alertId", id);
            event.put("userId", elder);
            event.put("type", "blood_pressure");
            event.put("component", "systolic");
            event.put("value", 168);
            event.put("metadata", Map.of("systolic", 168, "diastolic", 104));
            event.put("unit", "mmHg");
            event.put("direction", "above");
            event.put("bound", 150);
            event.put("severity", severity);
            event.put("status", "open");
            event.put("message", "血压168/104,请复测;如有不适请拨打120");
            event.put("late", late);
            event.put("count", 1);
            event.put("recordId", UUID.randomUUID());
            event.put("recordedAt", recordedAt.toString());
            event.put("raisedAt", Instant.now().toString());
            event.put("version", version);
            event.put("occurredAt", Instant.now().toString());
            return event;
        }

        public UUID acknowledgedByElder(long alertVersion) {
            return acknowledged("user", elder, alertVersion, "/health-service");
        }

        public UUID acknowledgedByChild(UUID child, long alertVersion) {
            return acknowledged("child", child, alertVersion, "/child-service");
        }

        public UUID acknowledged(String kind, UUID by, long alertVersion, String source) {
            return publish(
                    "alert-acknowledged",
                    elder,
                    source,
                    Map.of(
                            "alertId",
                            id,
                            "userId",
                            elder,
                            "type",
                            "blood_pressure",
                            "severity",
                            "critical",
                            "alertVersion",
                            alertVersion,
                            "by",
                            Map.of("kind", kind, "id", by),
                            "version",
                            alertVersion + 1,
                            "occurredAt",
                            Instant.now().toString()));
        }

        public UUID closed(String reason) {
            return publish(
                    "alert-closed",
                    elder,
                    "/health-service",
                    Map.of(
                            "alertId",
                            id,
                            "userId",
                            elder,
                            "reason",
                            reason,
                            "closedAt",
                            Instant.now().toString(),
                            "version",
                            9,
                            "occurredAt",
                            Instant.now().toString()));
        }
    }

    /** A bond between an elder and somebody of their family. */
    public record Bond(UUID link, UUID elder, String kind, UUID relative) {

        public static Bond of(UUID elder, UUID child) {
            return new Bond(UUID.randomUUID(), elder, "child", child);
        }

        public UUID linked(long version) {
            return linked(version, true);
        }

        public UUID linked(long version, boolean notificationEnabled) {
            return publish("family-linked", elder, source(), event(version, notificationEnabled));
        }

        public UUID unlinked(long version) {
            return publish("family-unlinked", elder, source(), event(version, true));
        }

        private String source() {
            return kind.equals("child") ? "/child-service" : "/user-service";
        }

        private Map<String, Object> event(long version, boolean notificationEnabled) {
            return Map.of(
                    "linkId", link,
                    "parentUserId", elder,
                    "child", Map.of("kind", kind, "id", relative),
                    "relationship", "daughter",
                    "notificationEnabled", notificationEnabled,
                    "version", version,
                    "occurredAt", Instant.now().toString());
        }
    }

    /** A device of an elder has not reported for some time. */
    public static Map<String, Object> silence(UUID elder, Instant since) {
        return Map.of(
                "deviceId",
                UUID.randomUUID(),
                "userId",
                elder,
                "brand",
                "band",
                "at",
                since.toString(),
                "version",
                1,
                "occurredAt",
                Instant.now().toString());
    }

    /** Somebody is new, which puts a welcome into their inbox. */
    public static UUID welcome(UUID user) {
        return publish(
                "user-registered",
                user,
                "/user-service",
                Map.of(
                        "userId",
                        user,
                        "channel",
                        "sms",
                        "version",
                        1,
                        "occurredAt",
                        Instant.now().toString()));
    }

    /** What this service says itself of an item in somebody's inbox. */
    public static UUID created(UUID user, String notification) {
        return publish(
                "notification-created",
                user,
                "/notification-service",
                Map.of(
                        "recipient",
                        Map.of("kind", "user", "id", user),
                        "notificationId",
                        notification,
                        "version",
                        1,
                        "occurredAt",
                        Instant.now().toString()));
    }

    public static UUID publish(String topic, UUID key, String source, Map<String, ?> event) {
        return KafkaEvents.publish(topic, key.toString(), source, JSON.writeValueAsString(event));
    }

    /** The same event once more, as Kafka may bring it. */
    public static void repeat(String topic, UUID key, String source, UUID eventId, Map<String, ?> event) {
        KafkaEvents.publish(
                topic, key.toString(), KafkaEvents.typeOf(topic), eventId, source, JSON.writeValueAsString(event));
    }

    private Happenings() {}
}
