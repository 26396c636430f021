package com.banxiang.platform.messaging;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Part of readiness: an instance whose clients would miss what the others hear must not get clients. */
final class BroadcastHealthIndicator implements HealthIndicator {

    private final Broadcast broadcast;

    BroadcastHealthIndicator(Broadcast broadcast) {
        this.broadcast = broadcast;
    }

    @Override
    public Health health() {
        return (broadcast.isAssigned() ? Health.up() : Health.outOfService()).build();
    }
}
