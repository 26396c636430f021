package com.banxiang.user.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.user.login.LoginSettings.Quota;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** The limits the service ships with; where all tests are one fleet, some of them have to be wider. */
class LoginSettingsTests {

    @Test
    void areThoseThatWereAgreedOn() throws IOException {

        var sources = new MutablePropertySources();
        new YamlPropertySourceLoader()
                .load("shipped", new ClassPathResource("application.yaml"))
                .forEach(sources::addLast);
        var settings = new Binder(ConfigurationPropertySources.from(sources))
                .bind("user.login", LoginSettings.class)
                .get();

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
