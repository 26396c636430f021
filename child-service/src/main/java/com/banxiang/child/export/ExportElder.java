package com.banxiang.child.export;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.BondHistory;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is known here of an elder: who is and was bound to them. */
@Component
final class ExportElder {

    private final BondHistory bonds;
    private final Audit audit;

    ExportElder(BondHistory bonds, Audit audit) {
        this.bonds = bonds;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<List<Bond>> handle(UUID elder, CallingService by) {
        return audit.read(Actor.of(by), "export-account", new Account(AccountKind.USER, elder))
                .then(Mono.defer(() -> bonds.ofParent(elder)))
                .checkpoint("export elder");
    }
}
