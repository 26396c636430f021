package com.banxiang.health;

import com.banxiang.platform.security.AccessRules;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
class HealthServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(HealthServiceApplication.class, args);
    }

    /** Everything this service opens, and to whom. */
    @Bean
    AccessRules accessRules() {
        return AccessRules.denyByDefault()
                .users("/api/v1/health/**")
                .operators("POST /api/v1/admin/health-service/raw-payloads/replay", "ADMIN")
                .ignoringToken("GET /api/v1/health/devices/callback/huawei", "/api/v1/webhooks/devices/**")
                .service("GET /internal/users/{id}/health/**", "child-service", "ai-service")
                .service("GET /internal/users/{id}/export", "user-service")
                .build();
    }
}
