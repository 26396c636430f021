package com.banxiang.user.account;

import com.banxiang.platform.outbox.Outbox;
import com.banxiang.user.account.UserEvent.Channel;
import com.banxiang.user.account.UserEvent.UserRegistered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Finds the account of whoever holds a phone, or makes it on their first visit.
 * <p>
 * Of several first visits at once the database lets one insert; the others wait for its commit and find the account.
 */
@Component
public final class RegisterUser {

    /** @param phone proved by a code; @param inviteCode a promotion code, if they brought one */
    public record Command(String phone, @Nullable String inviteCode) {}

    /** The account, and whether it is new. */
    public record Registered(UUID id, boolean isNew, boolean disabled, UserView view) {}

    private final Users users;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;
    private final Counter registrations;

    RegisterUser(
            Users users,
            Outbox outbox,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock,
            MeterRegistry meters) {
        this.users = users;
        this.outbox = outbox;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.registrations = meters.counter("business.user.register");
    }

    /** Never empty. */
    public Mono<Registered> handle(Command command) {

        return users.lockByPhone(command.phone())
                .map(user -> registered(user, false))
                .switchIfEmpty(Mono.defer(() -> register(command)))
                .as(transaction::transactional)
                .checkpoint("register user");
    }

    private Mono<Registered> register(Command command) {

        var id = ids.generateId();

        return users.add(id, command.phone(), clock.instant())
                .delayUntil(version -> announce(id, command, version))
                .hasElement()
                .doOnNext(isNew -> registrations.increment(isNew ? 1 : 0))
                .flatMap(isNew -> users.lockByPhone(command.phone()).map(user -> registered(user, isNew)));
    }

    private Mono<Void> announce(UUID id, Command command, long version) {

        var event = new UserRegistered(id, Channel.PHONE, command.inviteCode(), version, clock.instant());
        return outbox.append(UserRegistered.TOPIC, event);
    }

    private static Registered registered(User user, boolean isNew) {
        return new Registered(user.id(), isNew, user.disabled(), UserView.of(user));
    }
}
