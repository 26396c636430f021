package com.banxiang.user;

import com.banxiang.platform.security.AccessRules;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
class UserServiceApplication {

    private static final String CHILD = "child-service";
    private static final String HEALTH = "health-service";
    private static final String NOTIFICATION = "notification-service";

    private static final String[] EVERY_SERVICE = {
        "activity-service",
        "ai-service",
        "medical-service",
        "payment-service",
        "community-service",
        CHILD,
        HEALTH,
        NOTIFICATION
    };

    static void main(String[] args) {
        SpringApplication.run(UserServiceApplication.class, args);
    }

    @Bean
    AccessRules accessRules() {
        return AccessRules.denyByDefault()
                .ignoringToken(
                        "/api/v1/auth/send-code",
                        "/api/v1/auth/sms-code",
                        "/api/v1/auth/login",
                        "/api/v1/auth/refresh",
                        "/api/v1/admin/auth/login",
                        "/api/v1/admin/auth/refresh",
                        "/.well-known/jwks.json")
                .users("/api/v1/**")
                .open("POST /api/v1/admin/auth/logout")
                .operators("/api/v1/admin/**")
                .operators("/api/v1/admin/operators/**", "ADMIN")
                .operators("/api/v1/admin/audit-logs", "ADMIN")
                .operators("/api/v1/admin/users/**", "ADMIN")
                .operators("GET /api/v1/admin/users/**", "ADMIN", "SUPPORT")
                .service("POST /internal/children/{childId}/tokens", CHILD)
                .service("POST /internal/children/{childId}/erase", CHILD)
                .service("POST /internal/tokens/refresh", CHILD)
                .service("POST /internal/tokens/revoke", CHILD)
                .service("GET /internal/sessions/revoked", "gateway", NOTIFICATION)
                .service("POST /internal/family-codes/redeem", CHILD)
                .service("GET /internal/users/{id}/sharing", CHILD, HEALTH)
                .service("GET /internal/users/{id}/contacts", NOTIFICATION, HEALTH)
                .service("GET /internal/users/{id}", EVERY_SERVICE)
                .service("POST /internal/users/lookup", EVERY_SERVICE)
                .build();
    }
}
