package com.banxiang.notification.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Shipped;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FamilySettingsTests {

    @Test
    void areThoseThatWereAgreedOn() {
        assertThat(Shipped.settings("banxiang.family", FamilySettings.class).patience())
                .isEqualTo(Duration.ofMillis(800));
    }
}
