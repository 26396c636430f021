package com.banxiang.child.health;

import com.banxiang.child.health.HealthQuestion.Records;
import com.banxiang.child.health.HealthQuestion.Thresholds;
import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks health-service; what it answers is handed on as it is, so that the two never disagree. */
@Component
final class ParentHealth {

    private final Neighbour health;

    ParentHealth(Neighbours neighbours) {
        this.health = neighbours.to("health-service");
    }

    /** Never empty. Fails with {@link Invalid} on a type health-service does not know. */
    Mono<JsonNode> answer(Account child, UUID parent, HealthQuestion question) {
        return switch (question) {
            case Records records -> records(child, parent, records);
            case Thresholds _ -> ask(child, "/internal/users/{id}/health/thresholds", parent);
        };
    }

    private Mono<JsonNode> records(Account child, UUID parent, Records asked) {

        var query = new StringBuilder();
        var values = new ArrayList<Object>(List.of(parent));
        add(query, values, "type", asked.type());
        add(query, values, "limit", asked.limit());
        add(query, values, "cursor", asked.cursor());

        // Limit and cursor were checked before, so what health-service finds wrong is the type.
        return ask(child, "/internal/users/{id}/health/records" + query, values.toArray())
                .onErrorMap(
                        it -> it instanceof NeighbourRefused refused
                                && refused.status().isSameCodeAs(HttpStatus.BAD_REQUEST),
                        _ -> new Invalid("type", "value.invalid"));
    }

    private Mono<JsonNode> ask(Account child, String path, Object... values) {
        return health.actingFor(child)
                .get(JsonNode.class, path, values)
                .filter(it -> !it.isNull())
                .switchIfEmpty(Mono.error(() -> new Unavailable("health-service: no answer", null)));
    }

    /** As a variable of the path, so that nothing a child sends becomes part of it. */
    private static void add(StringBuilder query, List<Object> values, String name, @Nullable String value) {

        if (value != null) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append("={")
                    .append(name)
                    .append('}');
            values.add(value);
        }
    }
}
