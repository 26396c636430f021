package com.banxiang.child.account;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows somebody their own account. */
@Component
final class ShowChild {

    private final Children children;

    ShowChild(Children children) {
        this.children = children;
    }

    /** Never empty. Fails with {@link UnknownChild}. */
    Mono<Child> handle(UUID id) {
        return children.known(id);
    }
}
