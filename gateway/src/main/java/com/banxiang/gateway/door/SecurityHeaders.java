package com.banxiang.gateway.door;

import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.http.HttpHeaders;

/** Tells browsers to trust nothing they were not given. A service that serves a page says itself what the page may do. */
final class SecurityHeaders {

    private static final Map<String, String> STRICT = Map.of(
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    static void addTo(HttpHeaders headers) {
        STRICT.forEach((name, value) -> {
            if (!headers.containsHeader(name)) {
                headers.set(name, value);
            }
        });
    }

    /** For an answer that has none of them yet. */
    static void addTo(BiConsumer<String, String> headers) {
        STRICT.forEach(headers);
    }

    private SecurityHeaders() {}
}
