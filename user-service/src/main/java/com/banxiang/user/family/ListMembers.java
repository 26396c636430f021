package com.banxiang.user.family;

import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a person their family. */
@Component
final class ListMembers {

    private final Members members;

    ListMembers(Members members) {
        this.members = members;
    }

    /** Never empty; the newest member first. */
    Mono<Page<Member>> handle(UUID user, PageRequest page) {
        return members.page(user, page).checkpoint("list family members");
    }
}
