package com.banxiang.notification.live;

import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.security.AccessTokens;
import com.banxiang.platform.security.AccountKind;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** The two doors: one for elders, one for children. */
@Configuration(proxyBeanMethods = false)
class LiveRoutes {

    private static final int BEFORE_CONTROLLERS = -1;

    @Bean
    HandlerMapping liveSockets(
            AccessTokens tokens,
            Tickets tickets,
            RevokedSessions revoked,
            Connections connections,
            Inbox inbox,
            LiveFrames frames,
            LiveSettings settings,
            Clock clock) {

        return new SimpleUrlHandlerMapping(
                Map.of(
                        "/api/v1/ws/notifications",
                        new LiveSocket(
                                AccountKind.USER,
                                tokens,
                                tickets,
                                revoked,
                                connections,
                                inbox,
                                frames,
                                settings,
                                clock),
                        "/api/child/ws/notifications",
                        new LiveSocket(
                                AccountKind.CHILD,
                                tokens,
                                tickets,
                                revoked,
                                connections,
                                inbox,
                                frames,
                                settings,
                                clock)),
                BEFORE_CONTROLLERS);
    }
}
