package com.banxiang.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Makes every test a guest of its own: nobody's requests count against anybody else's. */
public final class Visitors {

    private static final AtomicInteger LAST = new AtomicInteger();

    public static String newAddress() {
        var number = LAST.incrementAndGet();
        return "203.%d.%d.%d".formatted(number / 65536 % 256, number / 256 % 256, number % 256);
    }

    public static WebTestClient of(WebTestClient web) {
        return from(newAddress(), web);
    }

    public static WebTestClient from(String address, WebTestClient web) {
        return web.mutate().defaultHeader("X-Forwarded-For", address).build();
    }

    /** Asks as a guest of its own, with a token or, if that is null, without one. */
    public static WebTestClient.ResponseSpec get(WebTestClient web, String path, String token) {

        var request = of(web).get().uri(path);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, bearer(token));
        }
        return request.exchange();
    }

    public static String bearer(String token) {
        return "Bearer " + token;
    }

    private Visitors() {}
}
