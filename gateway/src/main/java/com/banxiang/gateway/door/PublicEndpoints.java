package com.banxiang.gateway.door;

import com.banxiang.gateway.route.PathRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** What may be asked for without a token; everything else needs one. */
final class PublicEndpoints {

    /** How a token is looked at. */
    enum Token {

        /** Whatever stands in the header plays no part, and goes no further. */
        IGNORED,

        /** None is fine. A bad one is not: nobody who is logged in may silently be taken for a stranger. */
        OPTIONAL,

        REQUIRED
    }

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final List<PathRule> IGNORING = rules(
            "/",
            "/.well-known/jwks.json",
            "/api/v1/auth/send-code",
            "/api/v1/auth/sms-code",
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/admin/auth/login",
            "/api/v1/admin/auth/refresh",
            "/api/child/auth/wx-login",
            "/api/child/auth/refresh",
            "/api/v1/webhooks/**",
            "/api/h5/**",
            "/h5/**",
            "/docs/**",
            "/webjars/**",
            "/v3/api-docs/**");

    /** Also to end a session with nothing but its refresh token; the service decides whether that is enough. */
    private static final List<PathRule> OPEN = rules("/api/v1/admin/auth/logout", "/api/child/auth/logout");

    private static final List<PathRule> OPEN_TO_READ = rules(
            "/api/v1/health/devices/callback/{brand}",
            "/api/v1/membership/plans",
            "/api/v1/activities",
            "/api/v1/activities/{id}",
            "/api/v1/captains",
            "/api/v1/medical/hospitals/**",
            "/api/v1/medical/doctors/**",
            "/api/v1/services",
            "/api/v1/services/{id}",
            "/api/v1/appointments/available-slots",
            "/api/v1/products",
            "/api/v1/products/{id}",
            "/api/v1/products/{id}/reviews",
            "/api/v1/categories",
            "/api/v1/posts",
            "/api/v1/posts/{id}",
            "/api/v1/topics",
            "/api/v1/knowledge/articles",
            "/api/v1/knowledge/articles/{id}",
            "/api/v1/animals",
            "/api/v1/animals/{id}");

    static Token tokenFor(HttpMethod method, String path) {

        if (anyMatches(IGNORING, path)) {
            return Token.IGNORED;
        }

        return anyMatches(OPEN, path) || READING.contains(method) && anyMatches(OPEN_TO_READ, path)
                ? Token.OPTIONAL
                : Token.REQUIRED;
    }

    private static boolean anyMatches(List<PathRule> rules, String path) {

        for (var rule : rules) {
            if (rule.matches(path)) {
                return true;
            }
        }

        return false;
    }

    private static List<PathRule> rules(String... patterns) {
        return Arrays.stream(patterns).map(PathRule::new).toList();
    }

    private PublicEndpoints() {}
}
