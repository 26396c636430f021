package com.banxiang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Shipped;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveSettingsTests {

    @Test
    void areThoseThatWereAgreedOn() {

        var settings = Shipped.settings("banxiang.live", LiveSettings.class);

        assertThat(settings.perPerson()).isEqualTo(5);
        assertThat(settings.ping()).isEqualTo(Duration.ofSeconds(25));
        assertThat(settings.ticketLife()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.resumeWithin()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.resumeAtMost()).isEqualTo(200);
        assertThat(settings.revocations()).isEqualTo(Duration.ofSeconds(5));
    }
}
