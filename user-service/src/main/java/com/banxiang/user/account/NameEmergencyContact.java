package com.banxiang.user.account;

import com.banxiang.platform.web.Invalid;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Keeps whom to call in an emergency, with the time that third person's consent was stated. */
@Component
final class NameEmergencyContact {

    record Command(UUID user, String name, String phone) {}

    private final Users users;
    private final TransactionalOperator transaction;
    private final Clock clock;

    NameEmergencyContact(Users users, TransactionalOperator transaction, Clock clock) {
        this.users = users;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link UnknownUser}, or with {@link Invalid} if the phone is the person's own. */
    Mono<UserView> handle(Command command) {

        return users.lock(command.user())
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.user())))
                .map(user -> named(user, command))
                .delayUntil(this::store)
                .as(transaction::transactional)
                .map(UserView::of)
                .checkpoint("name emergency contact");
    }

    private User named(User user, Command command) {

        if (user.phone().equals(command.phone())) {
            throw new Invalid("phone", "emergencyContact.self");
        }

        return user.with(new EmergencyContact(command.name(), command.phone(), clock.instant()));
    }

    private Mono<Void> store(User user) {
        return Mono.justOrEmpty(user.emergencyContact()).flatMap(it -> users.save(user.id(), it));
    }
}
