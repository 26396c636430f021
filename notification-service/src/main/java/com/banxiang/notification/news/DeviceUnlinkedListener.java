package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox.Type;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A device reports for an elder no more. */
@Component
final class DeviceUnlinkedListener implements EventListener<DeviceUnlinkedListener.DeviceUnlinked> {

    record DeviceUnlinked(UUID userId, UUID deviceId, Instant occurredAt) {}

    private final TellElder tellElder;

    DeviceUnlinkedListener(TellElder tellElder) {
        this.tellElder = tellElder;
    }

    @Override
    public String topic() {
        return "device-unlinked";
    }

    @Override
    public Class<DeviceUnlinked> type() {
        return DeviceUnlinked.class;
    }

    @Override
    public Mono<Void> handle(Delivery<DeviceUnlinked> delivery) {
        var it = delivery.event();
        return tellElder.quietly(
                delivery,
                new News(
                        delivery.id(),
                        it.userId(),
                        Type.DEVICE_UNLINKED,
                        Map.of(),
                        Map.of("deviceId", it.deviceId().toString()),
                        it.occurredAt()));
    }
}
