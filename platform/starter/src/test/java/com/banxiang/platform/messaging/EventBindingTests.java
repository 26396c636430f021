package com.banxiang.platform.messaging;

import static com.banxiang.testkit.KafkaEvents.publish;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.server.KafkaServer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventBindingTests extends DeliveryScene {

    @Autowired
    EventBinding binding;

    @Test
    void takesEventsAsSoonAsKafkaIsThere() {

        binding.stop();
        KafkaServer.shared().stop();
        try {
            binding.start();
            await("it has tried once and waits for the next time")
                    .atMost(60, SECONDS)
                    .until(EventBindingTests::waits);
        } finally {
            KafkaServer.shared().start();
        }

        publish(SampleHappened.TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "后"));
        awaitEffect("second", sample, "后");
    }

    @Test
    void endsInPeaceAtWhateverItIsWhenTheServiceStops() {

        binding.stop();
        try (var logs = CapturedLogs.start()) {
            for (var life = 0; life < 3; life++) {
                binding.start();
                binding.stop();
            }
            assertThat(logs.text()).doesNotContain("Interrupt");
        } finally {
            binding.start();
        }

        publish(SampleHappened.TOPIC, sample, ELSEWHERE, SampleHappened.json(sample, "后"));
        awaitEffect("second", sample, "后");
    }

    private static boolean waits() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(it -> it.getKey().getName().equals("event-binding"))
                .anyMatch(it -> Arrays.stream(it.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(CountDownLatch.class.getName())));
    }
}
