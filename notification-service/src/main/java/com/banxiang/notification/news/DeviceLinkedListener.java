package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox.Type;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A device reports for an elder from now on. */
@Component
final class DeviceLinkedListener implements EventListener<DeviceLinkedListener.DeviceLinked> {

    record DeviceLinked(UUID userId, UUID deviceId, Instant occurredAt) {}

    private final TellElder tellElder;

    DeviceLinkedListener(TellElder tellElder) {
        this.tellElder = tellElder;
    }

    @Override
    public String topic() {
        return "device-linked";
    }

    @Override
    public Class<DeviceLinked> type() {
        return DeviceLinked.class;
    }

    @Override
    public Mono<Void> handle(Delivery<DeviceLinked> delivery) {
        var it = delivery.event();
        return tellElder.quietly(
                delivery,
                new News(
                        delivery.id(),
                        it.userId(),
                        Type.DEVICE_LINKED,
                        Map.of(),
                        Map.of("deviceId", it.deviceId().toString()),
                        it.occurredAt()));
    }
}
