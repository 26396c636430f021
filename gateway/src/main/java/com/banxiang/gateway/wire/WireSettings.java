package com.banxiang.gateway.wire;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is borne with from a client before it is known who that is. How long a request line and all headers may be, and a
 * connection idle, the server's own settings say.
 *
 * @param headWithin from the first byte of a request to the end of its headers
 * @param bodyWithin from there to the end of its body, longer than any answer is waited for
 * @param headers of one request
 */
@ConfigurationProperties("banxiang.gateway.wire")
record WireSettings(
        @DefaultValue("10s") Duration headWithin,
        @DefaultValue("65s") Duration bodyWithin,
        @DefaultValue("100") int headers) {}
