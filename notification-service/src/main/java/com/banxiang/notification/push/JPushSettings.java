package com.banxiang.notification.push;

import com.banxiang.notification.vendor.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our app with JPush.
 *
 * @param baseUrl of pushes, without a slash at the end; {@code deviceUrl} and {@code reportUrl} are its two other hosts
 * @param masterSecret can push to everybody
 * @param patience for one call
 * @param production whether Apple's production service is meant; JPush's own default depends on who asks
 * @param cidLife how long a fetched cid is used; the vendor keeps it for a day
 * @param bindingTakes how long the vendor may need until it knows a device by the person it was told of
 */
@ConfigurationProperties("banxiang.jpush")
record JPushSettings(
        @DefaultValue("https://api.jpush.cn") URI baseUrl,
        @DefaultValue("https://device.jpush.cn") URI deviceUrl,
        @DefaultValue("https://report.jpush.cn") URI reportUrl,
        String appKey,
        Secret masterSecret,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("true") boolean production,
        @DefaultValue("20h") Duration cidLife,
        @DefaultValue("1m") Duration bindingTakes) {}
