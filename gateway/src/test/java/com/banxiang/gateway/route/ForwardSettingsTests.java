package com.banxiang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ForwardSettingsTests {

    @Test
    void areAsThePageSaysUnlessTheyAreToldOtherwise() {

        var usual = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("banxiang.gateway.forward", ForwardSettings.class);

        assertThat(usual.answerWithin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(usual.patientAnswerWithin()).isEqualTo(Duration.ofSeconds(60));
        assertThat(usual.idleFor()).isEqualTo(Duration.ofSeconds(60));
        // Not the 25 of a well-known default, which are too few for a service that is well.
        assertThat(usual.callsAtOnce()).isEqualTo(512);
        assertThat(usual.socketsAtOnce()).isEqualTo(20_000);
        assertThat(usual.breaker())
                .isEqualTo(
                        new ForwardSettings.BreakerSettings(Duration.ofSeconds(10), 20, 50, Duration.ofSeconds(2), 5));
    }
}
