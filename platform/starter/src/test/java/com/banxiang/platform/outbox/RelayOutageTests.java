package com.banxiang.platform.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.RecordedEvents.Received;
import com.banxiang.testkit.server.KafkaServer;
import com.banxiang.testkit.server.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of events while something the relay needs is away, or dies in between. */
class RelayOutageTests extends RelayScene {

    @Test
    void repeatsTheSameEventWhenItDiesBetweenSendingAndMarking() {

        var died = new AtomicBoolean();
        kafka.afterwards = () -> {
            if (died.compareAndSet(false, true)) {
                PostgresServer.shared().execute(CUT_OFF_THE_LEADER);
            }
        };
        append(1);

        start(kafka, QUICK);

        var twice = received(2);
        assertThat(twice).extracting(Received::id).containsOnly(twice.getFirst().id());
        awaitUnsent(0);
        assertThat(died).isTrue();
    }

    @Test
    void growsWhileKafkaIsAwayAndCatchesUpInOrder() {

        var meters = new SimpleMeterRegistry();
        var relay = start(impatientKafka, QUICK, meters);
        awaitLeading(relay);
        append(1);
        awaitUnsent(0);

        KafkaServer.shared().stop();
        try {
            append(2, 3);
            append(4);
            await().atMost(90, SECONDS).untilAsserted(() -> {
                assertThat(meters.get("outbox.lag").gauge().value()).isEqualTo(3);
                assertThat(meters.get("outbox.age").gauge().value()).isPositive();
            });
            assertThat(relay.isLeading()).isTrue();
        } finally {
            KafkaServer.shared().start();
        }

        awaitUnsent(0);
        var sent = RecordedEvents.of("sample-changed").soFar(sample.toString());
        assertThat(versions(sent).stream().distinct()).containsExactly(1, 2, 3, 4);
        await().atMost(60, SECONDS).until(() -> meters.get("outbox.lag").gauge().value() == 0);
    }

    @Test
    void comesBackAfterTheDatabaseWasAway() {

        var relay = start(kafka, QUICK);
        awaitLeading(relay);

        PostgresServer.shared().stop();
        try {
            await().atMost(60, SECONDS).until(() -> !relay.isLeading());
        } finally {
            PostgresServer.shared().start();
        }

        append(1);
        assertThat(received(1)).hasSize(1);
    }
}
