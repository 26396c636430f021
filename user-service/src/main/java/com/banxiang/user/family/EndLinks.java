package com.banxiang.user.family;

import com.banxiang.platform.outbox.Outbox;
import com.banxiang.user.family.FamilyEvent.FamilyUnlinked;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends every link of somebody who leaves, and says so. Bonds with children of the mini-program are child-service's to end. */
@Component
public final class EndLinks {

    private final FamilyLinks links;
    private final Outbox outbox;
    private final Clock clock;

    EndLinks(FamilyLinks links, Outbox outbox, Clock clock) {
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Belongs into the caller's transaction. */
    public Mono<Void> of(UUID member) {
        return links.liveOf(member)
                .collectList()
                .flatMapIterable(it -> it)
                .concatMap(this::end)
                .then();
    }

    private Mono<Void> end(FamilyLink link) {
        var now = clock.instant();
        return links.end(link, now)
                .flatMap(version -> outbox.append(FamilyUnlinked.TOPIC, FamilyUnlinked.from(link, version, now)));
    }
}
