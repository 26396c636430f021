package com.banxiang.platform.outbox;

import java.time.Instant;
import java.util.UUID;

record SampleChanged(UUID sampleId, String note, Instant occurredAt, long version) implements IntegrationEvent {

    static final Topic<SampleChanged> TOPIC = new Topic<>("sample-changed");

    static SampleChanged of(UUID sample, long version) {
        return new SampleChanged(sample, "第" + version + "次", Instant.parse("2026-11-20T08:00:00Z"), version);
    }

    @Override
    public String key() {
        return sampleId.toString();
    }
}
