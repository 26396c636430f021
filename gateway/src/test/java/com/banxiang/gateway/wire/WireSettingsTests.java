package com.banxiang.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WireSettingsTests {

    @Test
    void areAsThePageSaysUnlessTheyAreToldOtherwise() {
        assertThat(new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("banxiang.gateway.wire", WireSettings.class))
                .isEqualTo(new WireSettings(Duration.ofSeconds(10), Duration.ofSeconds(65), 100));
    }
}
