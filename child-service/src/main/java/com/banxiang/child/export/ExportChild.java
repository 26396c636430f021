package com.banxiang.child.export;

import com.banxiang.child.account.Child;
import com.banxiang.child.account.Children;
import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.BondHistory;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Unavailable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Puts together what the fleet knows of a child: its own account and bonds, and what notification-service has. */
@Component
@EnableConfigurationProperties(ExportSettings.class)
final class ExportChild {

    private static final Logger log = LoggerFactory.getLogger(ExportChild.class);

    /** @param notifications null where notification-service did not answer */
    record Exported(Child child, List<Bond> bonds, @Nullable JsonNode notifications) {}

    private final Children children;
    private final BondHistory bonds;
    private final Neighbour notifications;
    private final Audit audit;

    ExportChild(Children children, BondHistory bonds, Neighbours neighbours, ExportSettings settings, Audit audit) {
        this.children = children;
        this.bonds = bonds;
        this.notifications = neighbours.to("notification-service").within(settings.patience());
        this.audit = audit;
    }

    /** Never empty. Fails if there is no such account. */
    Mono<Exported> handle(Account account) {

        return audit.read(new Actor(account, null), "export-account", account)
                .then(Mono.defer(() -> children.known(account.id())))
                .flatMap(child -> Mono.zip(
                        bonds.ofChild(account.id()),
                        notificationsOf(account),
                        (its, told) -> new Exported(child, its, told.orElse(null))))
                .checkpoint("export child");
    }

    /** Policy: the rest is answered without it and says so; nothing is alarmed, the person can ask again. */
    private Mono<Optional<JsonNode>> notificationsOf(Account account) {
        return notifications
                .actingFor(account)
                .get(JsonNode.class, "/internal/children/{id}/export", account.id())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .onErrorResume(it -> it instanceof Unavailable || it instanceof NeighbourRefused, away -> {
                    log.warn("exported without notifications: {}", away.toString());
                    return Mono.just(Optional.empty());
                });
    }
}
