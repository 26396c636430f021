package com.banxiang.notification.wechat;

import com.banxiang.notification.vendor.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our mini-program.
 *
 * @param baseUrl without a slash at the end
 * @param patience for one call
 * @param healthTemplate the subscribe message of a health reminder: thing1 its text, thing2 the relationship, time3
 * @param page of the mini-program that the message opens
 * @param miniprogramState formal, trial or developer
 */
@ConfigurationProperties("banxiang.wechat")
record WeChatSettings(
        @DefaultValue("https://api.weixin.qq.com") URI baseUrl,
        String appId,
        Secret secret,
        @DefaultValue("3s") Duration patience,

        @DefaultValue("TPL_HEALTH_ALERT_000000000000000000000000001")
        String healthTemplate,

        @DefaultValue("pages/alerts/index") String page,
        @DefaultValue("formal") String miniprogramState) {}
