package com.banxiang.health.record;

import com.banxiang.platform.work.TimedWork;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes the months that come next before anything is measured in them; the start of the service makes those that are there.
 * Several instances may do it at once: the first makes them, the others find them made.
 */
@Component
final class KeepPartitions {

    private static final Duration EVERY = Duration.ofHours(6);

    private final DatabaseClient database;

    KeepPartitions(DatabaseClient database, TimedWork timedWork) {
        this.database = database;
        timedWork.every("keep-record-partitions", EVERY, this::handle);
    }

    Mono<Void> handle() {
        return database.sql("select keep_record_partitions()").then().checkpoint("keep partitions");
    }
}
