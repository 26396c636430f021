package com.banxiang.child.health;

import com.banxiang.child.health.HealthQuestion.Records;
import com.banxiang.child.health.HealthQuestion.Thresholds;
import com.banxiang.child.health.HealthQuestion.Trends;
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

    /** A path and what goes into it, each as a variable, so that nothing a child sends becomes part of it. */
    private static final class Query {

        private final StringBuilder path;
        private final List<Object> values;

        Query(String path, UUID parent) {
            this.path = new StringBuilder(path);
            this.values = new ArrayList<>(List.of(parent));
        }

        Query with(String name, @Nullable String value) {

            if (value != null) {
                path.append(values.size() == 1 ? '?' : '&')
                        .append(name)
                        .append("={")
                        .append(name)
                        .append('}');
                values.add(value);
            }

            return this;
        }
    }

    private final Neighbour health;

    ParentHealth(Neighbours neighbours) {
        this.health = neighbours.to("health-service");
    }

    /** Never empty. Fails with {@link Invalid} on a type health-service does not know. */
    Mono<JsonNode> answer(Account child, UUID parent, HealthQuestion question) {

        var answer = ask(child, query(parent, question));

        // All else was checked before, so what health-service finds wrong with a question is its type.
        return question instanceof Thresholds
                ? answer
                : answer.onErrorMap(ParentHealth::isBadRequest, _ -> new Invalid("type", "value.invalid"));
    }

    /** The newest reading of each type. Never empty. */
    Mono<JsonNode> summary(Account child, UUID parent) {
        return ask(child, new Query("/internal/users/{id}/health/summary", parent));
    }

    private Mono<JsonNode> ask(Account child, Query query) {
        return health.actingFor(child)
                .get(JsonNode.class, query.path.toString(), query.values.toArray())
                .filter(it -> !it.isNull())
                .switchIfEmpty(Mono.error(() -> new Unavailable("health-service: no answer", null)));
    }

    private static Query query(UUID parent, HealthQuestion question) {
        return switch (question) {
            case Records asked ->
                new Query("/internal/users/{id}/health/records", parent)
                        .with("type", asked.type())
                        .with("limit", asked.limit())
                        .with("cursor", asked.cursor());
            case Trends asked ->
                new Query("/internal/users/{id}/health/trends", parent)
                        .with("type", asked.type())
                        .with("period", asked.period())
                        .with("start", asked.start())
                        .with("end", asked.end());
            case Thresholds _ -> new Query("/internal/users/{id}/health/thresholds", parent);
        };
    }

    private static boolean isBadRequest(Throwable failure) {
        return failure instanceof NeighbourRefused refused && refused.status().isSameCodeAs(HttpStatus.BAD_REQUEST);
    }
}
