package com.banxiang.user.family;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.family.ChildLinks.ChildLink;
import com.banxiang.user.invitation.RedeemFamilyCode;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what child-service tells of bonds. Once a bond has ended, the code that led to it must not bring it back. */
@Component
final class KeepChildLink {

    private final ChildLinks links;
    private final RedeemFamilyCode codes;

    KeepChildLink(ChildLinks links, RedeemFamilyCode codes) {
        this.links = links;
        this.codes = codes;
    }

    /** Takes part in the caller's transaction. */
    Mono<Void> handle(ChildLink link) {

        var child = new Account(AccountKind.CHILD, link.childId());
        var kept = links.keep(link);

        return link.endedAt() == null ? kept : kept.then(Mono.defer(() -> codes.forget(link.parentId(), child)));
    }
}
