package com.banxiang.gateway.door;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where a request really comes from: {@code X-Forwarded-For} read from its end, as long as who wrote an entry is a proxy
 * of ours. What stands before that was written by somebody else, and anybody can write anything.
 */
@EnableConfigurationProperties(DoorSettings.class)
@Component
final class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final Address UNKNOWN = new Address("0.0.0.0");

    private final List<Network> trusted;

    ClientAddresses(DoorSettings settings) {
        this.trusted = settings.trustedProxies().stream().map(Network::of).toList();
    }

    Address of(ServerHttpRequest request) {

        var remote = request.getRemoteAddress();
        var peer = remote == null || remote.getAddress() == null
                ? null
                : Address.of(remote.getAddress().getHostAddress());

        return peer == null ? UNKNOWN : of(peer, request.getHeaders().getOrDefault(FORWARDED_FOR, List.of()));
    }

    /** @param forwarded the header's lines, in order */
    Address of(Address peer, List<String> forwarded) {

        if (forwarded.isEmpty() || !isTrusted(peer)) {
            return peer;
        }

        var entries = String.join(",", forwarded).split(",");
        var client = peer;

        for (var i = entries.length - 1; i >= 0; i--) {
            var entry = Address.of(entries[i]);
            if (entry == null) {
                return client;
            }
            client = entry;
            if (!isTrusted(client)) {
                return client;
            }
        }

        return client;
    }

    private boolean isTrusted(Address address) {
        return trusted.stream().anyMatch(it -> it.contains(address));
    }
}
