package com.banxiang.notification;

import com.banxiang.platform.security.AccessRules;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class NotificationServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(NotificationServiceApplication.class, args);
    }

    /** WebSockets are let in whatever their token: once upgraded, a refusal can only be told by a close code. */
    @Bean
    AccessRules accessRules() {
        return AccessRules.denyByDefault()
                .users("/api/v1/notifications/**", "POST /api/v1/ws/tickets")
                .children("/api/child/notifications/**", "POST /api/child/ws/tickets")
                .ignoringToken("GET /api/v1/ws/notifications", "GET /api/child/ws/notifications")
                .operators("GET /api/v1/admin/notifications/deliveries", "ADMIN", "SUPPORT")
                .operators("/api/v1/admin/notifications/templates/**", "ADMIN")
                .service("POST /internal/sms", "user-service")
                .service("GET /internal/reachability/{kind}/{id}", "child-service")
                .service("GET /internal/users/{id}/export", "user-service")
                .service("GET /internal/children/{id}/export", "child-service")
                .build();
    }
}
