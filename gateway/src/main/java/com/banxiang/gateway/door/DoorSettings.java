package com.banxiang.gateway.door;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the door believes.
 *
 * @param trustedProxies networks, as {@code 10.0.0.0/8}, whose machines write {@code X-Forwarded-For} truthfully
 */
@ConfigurationProperties("banxiang.gateway.door")
record DoorSettings(
        @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> trustedProxies) {}
