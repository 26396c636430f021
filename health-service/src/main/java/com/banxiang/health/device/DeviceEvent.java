package com.banxiang.health.device;

import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import java.time.Instant;
import java.util.UUID;

/** What others may learn about devices. Contracts: docs/contracts/events/device-*.schema.json. */
public sealed interface DeviceEvent extends IntegrationEvent {

    UUID userId();

    @Override
    default String key() {
        return userId().toString();
    }

    /** @param deviceId the link's id, not what the device calls itself */
    record DeviceLinked(UUID deviceId, UUID userId, String brand, Instant occurredAt, long version)
            implements DeviceEvent {

        public static final Topic<DeviceLinked> TOPIC = new Topic<>("device-linked");

        static DeviceLinked of(DeviceLink it, Instant now) {
            return new DeviceLinked(it.id(), it.userId(), it.brand().text(), now, it.version());
        }
    }

    /** Nothing arrives from it any more: it was unlinked, or the person took the leave back at the brand. */
    record DeviceUnlinked(UUID deviceId, UUID userId, String brand, Instant occurredAt, long version)
            implements DeviceEvent {

        public static final Topic<DeviceUnlinked> TOPIC = new Topic<>("device-unlinked");

        static DeviceUnlinked of(DeviceLink it, Instant now) {
            return new DeviceUnlinked(it.id(), it.userId(), it.brand().text(), now, it.version());
        }
    }

    /**
     * @param at when it was last heard of
     * @param version counts the silences of this link
     */
    record DeviceSilent(UUID deviceId, UUID userId, String brand, Instant at, Instant occurredAt, long version)
            implements DeviceEvent {

        public static final Topic<DeviceSilent> TOPIC = new Topic<>("device-silent");
    }
}
