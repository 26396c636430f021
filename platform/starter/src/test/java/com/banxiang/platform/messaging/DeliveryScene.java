package com.banxiang.platform.messaging;

import static com.banxiang.platform.messaging.SampleHappened.TOPIC;
import static com.banxiang.testkit.KafkaEvents.publish;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The sample service with its listeners. Each test has samples of its own: topics, tables and the application are shared. */
@ServiceTest
abstract class DeliveryScene {

    static final String ELSEWHERE = "/elsewhere";

    final String sample = UUID.randomUUID().toString();

    @Autowired
    Effects effects;

    @Autowired
    DatabaseClient database;

    @Autowired
    MeterRegistry meters;

    /** Leaves nothing of this test in its partition: what still waits there is taken, and then what is sent last. */
    @AfterEach
    void end() {

        effects.failing(sample, _ -> null);
        var last = sample + "-last";
        publish(TOPIC, sample, ELSEWHERE, SampleHappened.json(last, "终"));
        awaitEffect("second", last, "终");
    }

    void awaitEffect(String consumer, String of, String note) {
        await("effect of " + consumer)
                .atMost(60, SECONDS)
                .until(() -> effects.of(consumer, of).contains(note));
    }

    double count(MessagingMeter meter) {
        return meters.counter(meter.getName(), "topic", TOPIC).count();
    }
}
