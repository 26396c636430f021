package com.banxiang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.RecordedEvents;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may overtake what while Kafka does not take everything. */
class RelayOrderTests extends RelayScene {

    private static final Topic<SampleChanged> OTHER_TOPIC = new Topic<>("other-changed");

    /** Whether those behind it were read together with it or later. */
    @ParameterizedTest
    @ValueSource(ints = {100, 2})
    void keepsTheOrderOfAKeyWhenASendFails(int batch) {

        var refused = new AtomicBoolean();
        kafka.refusal = new InvalidRecordException("refused for a test");
        kafka.refusing = record -> UnreliableKafka.note(record).contains("第2次") && refused.compareAndSet(false, true);
        append(1, 2, 3, 4);

        start(kafka, QUICK, batch);

        assertThat(versions(received(4))).containsExactly(1, 2, 3, 4);
        assertThat(refused).isTrue();
    }

    @Test
    void letsOtherKeysPassWhileOneIsRefused() {

        var stuck = sample.toString();
        var free = UUID.randomUUID();
        kafka.refusal = new InvalidRecordException("refused for a test");
        kafka.refusing = record -> new String(record.key()).equals(stuck);
        append(1, 2);
        append(SampleChanged.TOPIC, free, 1);
        append(3);
        append(SampleChanged.TOPIC, free, 2);

        start(kafka, QUICK, 2);

        RecordedEvents.of("sample-changed").await(2, free.toString());
        assertThat(RecordedEvents.of("sample-changed").soFar(stuck)).isEmpty();
        awaitUnsent(3);
        kafka.refusing = _ -> false;
        assertThat(versions(received(3))).containsExactly(1, 2, 3);
    }

    @Test
    void letsOtherTopicsPassWhileKafkaTakesNothingForOne() {

        kafka.refusing = record -> record.topic().equals(OTHER_TOPIC.name());
        for (var version = 1; version <= 10; version++) {
            append(OTHER_TOPIC, UUID.randomUUID(), version);
        }
        append(1);

        start(kafka, NEVER, 2);

        RecordedEvents.of("sample-changed").await(sample.toString());
        assertThat(kafka.attempts.stream().filter(it -> it.startsWith(OTHER_TOPIC.name())))
                .as("one refusal is enough for a walk")
                .hasSize(1);
        awaitUnsent(10);
    }
}
