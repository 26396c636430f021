package com.banxiang.user.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Shipped;
import com.banxiang.user.login.LoginSettings.Quota;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginSettingsTests {

    @Test
    void areThoseThatWereAgreedOn() {

        var settings = Shipped.settings("user.login", LoginSettings.class);

        assertThat(settings.perPhone())
                .containsExactlyInAnyOrder(
                        new Quota(3, Duration.ofMinutes(5)),
                        new Quota(5, Duration.ofHours(1)),
                        new Quota(10, Duration.ofDays(1)));
        assertThat(settings.perAddress()).isEqualTo(new Quota(20, Duration.ofHours(1)));
        assertThat(settings.fleet()).isEqualTo(new Quota(600, Duration.ofMinutes(1)));
        assertThat(settings.triesPerMinute()).isEqualTo(5);
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(3));
    }
}
