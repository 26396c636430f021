package com.banxiang.platform.messaging;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Another topic of the same binding. */
@Component
class SampleEndedListener implements EventListener<SampleHappened> {

    static final String TOPIC = "sample-ended";

    private final Effects effects;

    SampleEndedListener(Effects effects) {
        this.effects = effects;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Class<SampleHappened> type() {
        return SampleHappened.class;
    }

    @Override
    public Mono<Void> handle(Delivery<SampleHappened> delivery) {
        return delivery.once(effects.add("ended", delivery.event()));
    }
}
