package com.banxiang.platform.messaging;

import static com.banxiang.testkit.KafkaEvents.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.CapturedLogs;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventBindingTests extends DeliveryScene {

    @Autowired
    EventBinding binding;

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
}
