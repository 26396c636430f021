package com.banxiang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

@ServiceTest
class StopOrderTests {

    @Autowired
    ApplicationContext application;

    /** Whoever writes events stops before the relay that sends them. */
    @Test
    void endsTheClockThenRequestsThenEventsAndTheRelayLast() {

        var phases = Stream.of(
                        "timedWork", "webServerGracefulShutdown", "webServerStartStop", "eventBinding", "outboxRelay")
                .map(name -> application.getBean(name, SmartLifecycle.class).getPhase())
                .toList();

        assertThat(phases)
                .isSortedAccordingTo((one, next) -> Integer.compare(next, one))
                .doesNotHaveDuplicates();
    }
}
