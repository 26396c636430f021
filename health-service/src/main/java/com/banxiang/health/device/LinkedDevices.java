package com.banxiang.health.device;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says whose a band is, for what it sends. */
@Component
public final class LinkedDevices {

    /** A band with an owner. */
    public record LinkedDevice(UUID linkId, UUID userId) {}

    private final DeviceLinks links;

    LinkedDevices(DeviceLinks links) {
        this.links = links;
    }

    /** Empty if nobody's. */
    public Mono<LinkedDevice> band(String externalId) {
        return links.live(Brand.BAND, externalId).map(it -> new LinkedDevice(it.id(), it.userId()));
    }
}
