package com.banxiang.gateway.door;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a client shows as its token. */
sealed interface PresentedToken {

    record None() implements PresentedToken {}

    /** @param text not looked at yet */
    record Bearer(String text) implements PresentedToken {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** Something that is no token of a person, or more than one. */
    record Unreadable() implements PresentedToken {}

    String SCHEME = "bearer";

    /** From the header, or, for a WebSocket of a browser that can set no header, from the sub-protocols. */
    static PresentedToken in(ServerHttpRequest request) {

        var headers = request.getHeaders();
        var found = new HashSet<PresentedToken>();

        for (var value : headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of())) {
            found.add(ofHeader(value));
        }

        if (Upgrade.isAskedFor(request)) {
            addSubProtocol(headers, found);
        }

        return switch (found.size()) {
            case 0 -> new None();
            case 1 -> found.iterator().next();
            default -> new Unreadable();
        };
    }

    private static PresentedToken ofHeader(String value) {

        var parts = value.strip().split(" +", 2);
        return parts.length == 2 && SCHEME.equalsIgnoreCase(parts[0]) ? new Bearer(parts[1]) : new Unreadable();
    }

    private static void addSubProtocol(HttpHeaders headers, Set<PresentedToken> found) {

        var protocols = headers.getOrDefault("Sec-WebSocket-Protocol", List.of()).stream()
                .flatMap(it -> Arrays.stream(it.split(",")))
                .map(String::strip)
                .toList();
        var bearer = protocols.indexOf(SCHEME);

        if (bearer >= 0) {
            found.add(bearer + 1 < protocols.size() ? new Bearer(protocols.get(bearer + 1)) : new Unreadable());
        }
    }
}
