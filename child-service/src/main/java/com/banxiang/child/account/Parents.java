package com.banxiang.child.account;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.Neighbours;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How elders call themselves, as user-service knows it. */
@Component
@EnableConfigurationProperties(ParentSettings.class)
public final class Parents {

    private static final Logger log = LoggerFactory.getLogger(Parents.class);

    /** An elder in public. */
    public record Parent(
            UUID id, @Nullable String nickname, @Nullable String avatarUrl) {}

    private record Lookup(Collection<UUID> ids) {}

    private record Found(List<Parent> items) {}

    private final Neighbour users;

    Parents(Neighbours neighbours, ParentSettings settings) {
        this.users = neighbours.to("user-service").within(settings.patience());
    }

    /**
     * Those that are known, by id; at most 100 may be asked for.
     *
     * <p>Names only decorate: while user-service is away the map is empty and the rest is answered without them.
     */
    public Mono<Map<UUID, Parent>> named(Collection<UUID> ids) {

        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }

        return users.post(Found.class, new Lookup(ids), "/internal/users/lookup")
                .map(it -> it.items().stream().collect(Collectors.toMap(Parent::id, Function.identity())))
                .onErrorResume(away -> {
                    log.warn("names are left out: {}", away.toString());
                    return Mono.just(Map.of());
                });
    }
}
