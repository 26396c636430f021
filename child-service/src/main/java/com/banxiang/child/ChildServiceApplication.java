package com.banxiang.child;

import com.banxiang.platform.security.AccessRules;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
class ChildServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(ChildServiceApplication.class, arguments);
    }

    @Bean
    AccessRules accessRules() {
        return AccessRules.denyByDefault()
                .ignoringToken("/api/child/auth/**")
                .open("POST /api/child/auth/logout")
                .children("/api/child/**")
                .service("GET /internal/parents/{userId}/contacts", "notification-service")
                .service("GET /internal/parents/{userId}/children", "health-service")
                .service("GET /internal/bonds/{childId}/{userId}", "notification-service")
                .service("DELETE /internal/bonds/{linkId}", "user-service")
                .service("GET /internal/users/{id}/export", "user-service")
                .build();
    }
}
