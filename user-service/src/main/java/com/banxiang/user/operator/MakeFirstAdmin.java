package com.banxiang.user.operator;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.user.credential.Passwords;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Makes the administrator of the configuration where there is no operator at all. Replicas that start together find one
 * another by the name, which only one of them can give away.
 */
@Component
final class MakeFirstAdmin {

    private static final Logger log = LoggerFactory.getLogger(MakeFirstAdmin.class);

    /** @param name @param password of the administrator */
    record Command(String name, String password) {

        @Override
        public String toString() {
            return "Command[***]";
        }
    }

    private final Operators operators;
    private final Passwords passwords;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;

    MakeFirstAdmin(
            Operators operators,
            Passwords passwords,
            Audit audit,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock) {
        this.operators = operators;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<Void> handle(Command command) {

        return operators
                .anybody()
                .filter(any -> !any)
                .flatMap(_ -> passwords.hash(command.password()))
                .flatMap(hash -> add(command.name(), hash))
                .doOnNext(_ -> log.info("the first administrator is made"))
                .then()
                .checkpoint("make first admin");
    }

    private Mono<Boolean> add(String name, String hash) {

        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var admin = new Operator(ids.generateId(), name, Set.of(Role.ADMIN), null, null, false, false, now);

        return operators
                .add(admin, hash, null)
                .filter(added -> added)
                .delayUntil(_ -> audit.act(new Actor(null, "user-service"), "create-first-admin", admin.account()))
                .as(transaction::transactional);
    }
}
