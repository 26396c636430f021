package com.banxiang.child.wechat;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How WeChat is reached, and as which mini-program.
 *
 * @param response for one attempt
 * @param retries after «system busy»; WeChat then has not looked at the code yet
 * @param pause before the first of them, doubled for the next
 */
@ConfigurationProperties("banxiang.wechat")
record WeChatSettings(
        URI baseUrl,
        String appId,
        String secret,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("2s") Duration response,
        @DefaultValue("2") int retries,
        @DefaultValue("100ms") Duration pause) {

    @Override
    public String toString() {
        return "WeChatSettings[baseUrl=%s, appId=%s, secret=***]".formatted(baseUrl, appId);
    }
}
