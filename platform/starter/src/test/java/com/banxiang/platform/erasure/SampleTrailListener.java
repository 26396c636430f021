package com.banxiang.platform.erasure;

import com.banxiang.platform.erasure.SampleToldListener.SampleTold;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A trail that stays, whoever is gone. */
@Component
class SampleTrailListener implements EventListener<SampleTold> {

    private final DatabaseClient database;

    SampleTrailListener(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String topic() {
        return SampleToldListener.TOPIC;
    }

    @Override
    public Class<SampleTold> type() {
        return SampleTold.class;
    }

    @Override
    public boolean hearsOfTheErased() {
        return true;
    }

    @Override
    public Mono<Void> handle(Delivery<SampleTold> delivery) {
        return delivery.once(
                database.sql("insert into effects (consumer, sample, note) values ('trail', :sample, :note)")
                        .bind("sample", "trail of " + delivery.event().userId())
                        .bind("note", delivery.event().note())
                        .then());
    }
}
