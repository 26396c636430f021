package com.banxiang.child.wechat;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How WeChat is reached, and as which mini-program.
 *
 * @param connect until a connection stands
 * @param response for one attempt
 * @param retries after «system busy»; WeChat then has not looked at the call yet
 * @param pause before the first of them, doubled for the next
 * @param connections at most
 * @param waiting calls that wait for a connection at most; the next one is refused
 * @param least so many calls within ten seconds before the breaker judges
 */
@ConfigurationProperties("banxiang.wechat")
record WeChatSettings(
        URI baseUrl,
        String appId,
        String secret,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("3s") Duration response,
        @DefaultValue("2") int retries,
        @DefaultValue("100ms") Duration pause,
        @DefaultValue("32") int connections,
        @DefaultValue("256") int waiting,
        @DefaultValue("20") int least) {

    @Override
    public String toString() {
        return "WeChatSettings[baseUrl=%s, appId=%s, secret=***]".formatted(baseUrl, appId);
    }
}
