package com.banxiang.user.family;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Unavailable;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Bonds are child-service's: it ends them, and the access that hangs on them, in one place. */
@Component
final class ChildServiceBonds implements Bonds {

    private final Neighbour children;

    ChildServiceBonds(Neighbours neighbours) {
        this.children = neighbours.to("child-service");
    }

    @Override
    public Mono<Boolean> end(UUID linkId, Account elder) {

        return children.actingFor(elder)
                .delete("/internal/bonds/{linkId}", linkId)
                .thenReturn(true)
                .onErrorResume(
                        NeighbourRefused.class,
                        refused -> refused.status().isSameCodeAs(HttpStatus.NOT_FOUND)
                                ? Mono.just(false)
                                : Mono.error(new Unavailable("child-service: bond not ended", refused)));
    }
}
