package com.banxiang.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the counts that all replicas share are kept. */
@ConfigurationProperties("banxiang.redis")
record RedisSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("16379") int port) {}
