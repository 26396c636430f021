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

        static DeviceLinked of(DeviceLink it) {
            return new DeviceLinked(it.id(), it.userId(), it.brand().text(), it.linkedAt(), 1);
        }
    }

    /** @param version always 2: a link begins once and ends once */
    record DeviceUnlinked(UUID deviceId, UUID userId, String brand, Instant occurredAt, long version)
            implements DeviceEvent {

        public static final Topic<DeviceUnlinked> TOPIC = new Topic<>("device-unlinked");

        static DeviceUnlinked of(DeviceLink it, Instant now) {
            return new DeviceUnlinked(it.id(), it.userId(), it.brand().text(), now, 2);
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
