package com.banxiang.sandbox.wechat;

import com.banxiang.sandbox.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The mini-program that the services belong to.
 *
 * @param appId the only app id that is known
 * @param secret its AppSecret
 */
@ConfigurationProperties("sandbox.wechat")
record WeChatSettings(String appId, Secret secret) {}
