package com.banxiang.platform.messaging;

import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.outbox.Topic;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
@Order(1)
class SampleHappenedListener implements EventListener<SampleHappened> {

    record SampleAnswered(String key, Instant occurredAt, long version) implements IntegrationEvent {
        static final Topic<SampleAnswered> TOPIC = new Topic<>("sample-answered");
    }

    private final Effects effects;
    private final Outbox outbox;

    SampleHappenedListener(Effects effects, Outbox outbox) {
        this.effects = effects;
        this.outbox = outbox;
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

        var event = delivery.event();
        return delivery.once(
                outbox.append(SampleAnswered.TOPIC, new SampleAnswered(event.sampleId(), delivery.time(), 1))
                        .then(effects.add("first", event)));
    }
}
