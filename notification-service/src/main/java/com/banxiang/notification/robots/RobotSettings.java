package com.banxiang.notification.robots;

import com.banxiang.notification.vendor.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The group of those on duty.
 *
 * @param url of the robots, without a slash at the end; none: there is no group, and an escalation ends before it
 * @param accessToken names the group
 * @param patience for one call
 */
@ConfigurationProperties("banxiang.robots")
record RobotSettings(
        @Nullable URI url,
        @DefaultValue("") Secret accessToken,
        @DefaultValue("3s") Duration patience) {}
