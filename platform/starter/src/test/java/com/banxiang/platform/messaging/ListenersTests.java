package com.banxiang.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class ListenersTests {

    private record Named(String consumer) implements EventListener<SampleHappened> {

        @Override
        public String topic() {
            return SampleHappened.TOPIC;
        }

        @Override
        public Class<SampleHappened> type() {
            return SampleHappened.class;
        }

        @Override
        public Mono<Void> handle(Delivery<SampleHappened> delivery) {
            return Mono.empty();
        }
    }

    @Test
    void refusesTwoThatWouldTakeEachOthersEventsForDone() {

        var twins = List.<EventListener<?>>of(new Named("one"), new Named("one"));

        assertThatThrownBy(() -> listeners(twins)).hasMessageContaining("exists twice");
        assertThat(listeners(List.of(new Named("one"), new Named("two"))).topics())
                .containsExactly(SampleHappened.TOPIC);
    }

    @ParameterizedTest
    @CsvSource({"1,200", "2,400", "3,800", "8,25600", "9,30000", "1000000,30000"})
    void waitsLongerEachTimeButNeverTooLong(int attempt, long millis) {

        assertThat(usual().pauseAfter(attempt)).hasMillis(millis);
    }

    @Test
    void givesAnEventThreeAttemptsAndEachOfThemTenSeconds() {
        assertThat(usual().attempts()).isEqualTo(3);
        assertThat(usual().patience()).hasSeconds(10);
    }

    private static MessagingSettings usual() {
        return new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("banxiang.messaging", MessagingSettings.class);
    }

    private static Listeners listeners(List<EventListener<?>> all) {
        return new Listeners(
                all, JsonMapper.shared(), new Inbox(null, null, null), _ -> Mono.just(true), new SimpleMeterRegistry());
    }
}
