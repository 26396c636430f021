package com.banxiang.platform.messaging;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
@Order(2)
class AlsoSampleHappenedListener implements EventListener<SampleHappened> {

    private final Effects effects;

    AlsoSampleHappenedListener(Effects effects) {
        this.effects = effects;
    }

    @Override
    public String topic() {
        return SampleHappened.TOPIC;
    }

    @Override
    public Class<SampleHappened> type() {
        return SampleHappened.class;
    }

    @Override
    public Mono<Void> handle(Delivery<SampleHappened> delivery) {
        return delivery.once(effects.add("second", delivery.event()));
    }
}
