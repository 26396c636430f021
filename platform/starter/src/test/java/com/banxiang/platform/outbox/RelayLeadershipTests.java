package com.banxiang.platform.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.server.PostgresServer;
import org.junit.jupiter.api.Test;

/** Which of several processes relays. */
class RelayLeadershipTests extends RelayScene {

    @Test
    void worksInOneProcessAtATimeAndMovesOnWhenThatOneEnds() {

        var first = start(kafka, QUICK);
        awaitLeading(first);
        var second = start(kafka, QUICK);
        append(1, 2);
        awaitUnsent(0);
        assertThat(second.isLeading()).isFalse();

        first.stop();
        awaitLeading(second);
        append(3);

        assertThat(versions(received(3))).containsExactly(1, 2, 3);
    }

    @Test
    void losesTheLockWithItsConnection() {

        var first = start(kafka, NEVER);
        awaitIdle(first);
        var second = start(anotherKafka(), QUICK);
        kafka.attempts.clear();
        append(2);
        PostgresServer.shared().execute(CUT_OFF_THE_LEADER);

        awaitLeading(second);
        assertThat(received(2)).hasSize(2);
        await().atMost(60, SECONDS).until(() -> {
            wakeUp.wake();
            return !first.isLeading();
        });
        assertThat(kafka.attempts).isEmpty();
    }
}
