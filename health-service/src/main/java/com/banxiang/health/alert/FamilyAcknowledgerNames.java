package com.banxiang.health.alert;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks user-service for the elder's own name and child-service for the children's. A neighbour that is away costs the names
 * and nothing else: the alert itself must be seen now.
 */
@Component
final class FamilyAcknowledgerNames implements AcknowledgerNames {

    private static final Logger log = LoggerFactory.getLogger(FamilyAcknowledgerNames.class);

    /** This service's readings of its neighbours' answers. */
    record Person(@Nullable String nickname) {}

    record Children(List<Child> items) {

        record Child(UUID childId, @Nullable String nickname) {}
    }

    private final Neighbour users;
    private final Neighbour children;

    FamilyAcknowledgerNames(Neighbours neighbours, AlertSettings settings) {
        this.users = neighbours.to("user-service").within(settings.namesPatience());
        this.children = neighbours.to("child-service").within(settings.namesPatience());
    }

    @Override
    public Mono<Map<Account, String>> of(UUID userId, Set<Account> accounts) {

        var elder = has(accounts, AccountKind.USER) ? elder(userId) : nobody();
        var family = has(accounts, AccountKind.CHILD) ? family(userId) : nobody();

        return elder.zipWith(family, (one, others) -> {
            var all = new HashMap<>(one);
            all.putAll(others);
            return all;
        });
    }

    private Mono<Map<Account, String>> elder(UUID userId) {
        return users.get(Person.class, "/internal/users/{id}", userId)
                .map(it -> it.nickname() == null
                        ? Map.<Account, String>of()
                        : Map.of(new Account(AccountKind.USER, userId), it.nickname()))
                .as(FamilyAcknowledgerNames::orNobody);
    }

    private Mono<Map<Account, String>> family(UUID userId) {
        return children.get(Children.class, "/internal/parents/{id}/children", userId)
                .map(FamilyAcknowledgerNames::names)
                .as(FamilyAcknowledgerNames::orNobody);
    }

    private static Map<Account, String> names(Children family) {

        var names = new HashMap<Account, String>();

        for (var child : family.items()) {
            if (child.nickname() != null) {
                names.put(new Account(AccountKind.CHILD, child.childId()), child.nickname());
            }
        }

        return names;
    }

    private static Mono<Map<Account, String>> orNobody(Mono<Map<Account, String>> asked) {
        return asked.onErrorResume(away -> {
                    log.warn(
                            "names of who acknowledged are left out: {}",
                            away.getClass().getSimpleName());
                    return nobody();
                })
                .defaultIfEmpty(Map.of());
    }

    private static Mono<Map<Account, String>> nobody() {
        return Mono.just(Map.of());
    }

    private static boolean has(Set<Account> accounts, AccountKind kind) {
        return accounts.stream().anyMatch(it -> it.kind() == kind);
    }
}
