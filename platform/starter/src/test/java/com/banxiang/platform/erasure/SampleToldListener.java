package com.banxiang.platform.erasure;

import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what it is told of somebody. */
@Component
class SampleToldListener implements EventListener<SampleToldListener.SampleTold> {

    record SampleTold(UUID userId, String note) {}

    static final String TOPIC = "sample-told";

    private final DatabaseClient database;

    SampleToldListener(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Class<SampleTold> type() {
        return SampleTold.class;
    }

    @Override
    public Mono<Void> handle(Delivery<SampleTold> delivery) {
        return delivery.once(
                database.sql("insert into effects (consumer, sample, note) values ('told', :sample, :note)")
                        .bind("sample", delivery.event().userId().toString())
                        .bind("note", delivery.event().note())
                        .then());
    }
}
