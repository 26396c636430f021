package com.banxiang.health.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Configured;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandHeadersTests {

    static final WebhookSettings SETTINGS = Configured.as(WebhookSettings.class, "health.webhook", "application.yaml");

    @ParameterizedTest
    @CsvSource({"-301,false", "-300,true", "0,true", "300,true", "301,false"})
    void timeIsWithinFiveMinutesOfOurs(long shift, boolean within) {

        var now = Instant.parse("2026-11-20T08:00:00.999Z");
        var headers = new BandHeaders("evt_1", Long.toString(now.getEpochSecond() + shift), "v1,x", "dev-1");

        assertThat(headers.isWithin(SETTINGS.window(), now)).isEqualTo(within);
    }
}
