package com.banxiang.user.portability;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Unavailable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What the neighbours know of a person, all asked at once. */
@Component
@EnableConfigurationProperties(ExportSettings.class)
final class Parts {

    static final String CHILD = "child-service";
    static final String HEALTH = "health-service";
    static final String NOTIFICATION = "notification-service";

    private static final Logger log = LoggerFactory.getLogger(Parts.class);

    private static final List<String> SERVICES = List.of(CHILD, HEALTH, NOTIFICATION);

    private record Part(String service, JsonNode content) {}

    private final Neighbours neighbours;
    private final ExportSettings settings;

    Parts(Neighbours neighbours, ExportSettings settings) {
        this.neighbours = neighbours;
        this.settings = settings;
    }

    /** Never empty. By service; those that did not answer are not there. */
    Mono<Map<String, JsonNode>> of(Account person) {
        return Flux.fromIterable(SERVICES)
                .flatMap(service -> part(service, person), SERVICES.size())
                .collectMap(Part::service, Part::content, TreeMap::new);
    }

    static List<String> missingIn(Map<String, JsonNode> parts) {
        return SERVICES.stream().filter(it -> !parts.containsKey(it)).toList();
    }

    /** Policy: the rest is answered without it and says so; nothing is alarmed, the person can ask again. */
    private Mono<Part> part(String service, Account person) {
        return neighbour(service)
                .actingFor(person)
                .get(JsonNode.class, "/internal/users/{id}/export", person.id())
                .map(content -> new Part(service, content))
                .onErrorResume(it -> it instanceof Unavailable || it instanceof NeighbourRefused, away -> {
                    log.warn("exported without {}: {}", service, away.toString());
                    return Mono.empty();
                });
    }

    private Neighbour neighbour(String service) {
        return neighbours.to(service).within(settings.patience());
    }
}
