package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Shipped;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EscalationSettingsTests {

    @Test
    void areThoseThatWereAgreedOn() {

        var settings = Shipped.settings("banxiang.escalation", EscalationSettings.class);

        assertThat(settings.childrenAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.contactAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.operatorsAfter()).isEqualTo(Duration.ofMinutes(20));
    }
}
