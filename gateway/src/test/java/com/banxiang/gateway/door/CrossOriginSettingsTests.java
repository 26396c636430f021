package com.banxiang.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CrossOriginSettingsTests {

    @Test
    void letNobodyReadUnlessTheyAreToldTo() {

        var usual = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("banxiang.gateway.cross-origin", CrossOriginSettings.class);

        assertThat(usual.origins()).isEmpty();
        assertThat(usual.remembered()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.banxiang.com",
                "banxiang.com",
                "https://a.example/",
                "https://a.example?x",
                "null",
                "https://me@a.example",
                "file:///x"
            })
    void takeNothingThatIsNoOrigin(String origin) {
        assertThatThrownBy(() -> new CrossOriginSettings(Set.of(origin), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
