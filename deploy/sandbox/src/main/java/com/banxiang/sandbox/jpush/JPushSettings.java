package com.banxiang.sandbox.jpush;

import com.banxiang.sandbox.Secret;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The application that the services push to.
 *
 * @param appKey the only app key that is known
 * @param masterSecret its password
 * @param slowAnswer how late a push to the alias u_timeout is answered
 * @param pushesPerMinute calls of the push host
 * @param deviceCallsPerMinute calls of the device host
 * @param reportCallsPerMinute calls of the report host
 */
@ConfigurationProperties("sandbox.jpush")
record JPushSettings(
        String appKey,
        Secret masterSecret,
        @DefaultValue("10s") Duration slowAnswer,
        @DefaultValue("600") int pushesPerMinute,
        @DefaultValue("600") int deviceCallsPerMinute,
        @DefaultValue("2400") int reportCallsPerMinute) {}
