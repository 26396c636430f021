package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox.Type;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A device that used to report does not: while it is silent, nobody is warned of anything. */
@Component
final class DeviceSilentListener implements EventListener<DeviceSilentListener.DeviceSilent> {

    record DeviceSilent(UUID userId, UUID deviceId, Instant at, Instant occurredAt) {}

    private final TellElder tellElder;

    DeviceSilentListener(TellElder tellElder) {
        this.tellElder = tellElder;
    }

    @Override
    public String topic() {
        return "device-silent";
    }

    @Override
    public Class<DeviceSilent> type() {
        return DeviceSilent.class;
    }

    @Override
    public Mono<Void> handle(Delivery<DeviceSilent> delivery) {
        var it = delivery.event();
        return tellElder.withFamily(
                delivery,
                new News(
                        delivery.id(),
                        it.userId(),
                        Type.DEVICE_SILENT,
                        Map.of("at", it.at().toString()),
                        Map.of("deviceId", it.deviceId().toString()),
                        it.occurredAt()));
    }
}
