package com.banxiang.user.account;

import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Times;
import com.banxiang.user.account.Profile.Changes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes what a person tells about themselves, field by field. */
@Component
@EnableConfigurationProperties(InterestSettings.class)
final class UpdateProfile {

    record Command(UUID user, Changes changes) {}

    private final Users users;
    private final InterestSettings interests;
    private final TransactionalOperator transaction;
    private final Clock clock;

    UpdateProfile(Users users, InterestSettings interests, TransactionalOperator transaction, Clock clock) {
        this.users = users;
        this.interests = interests;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link UnknownUser}, or with {@link Invalid} on what only today or the catalogue can tell. */
    Mono<UserView> handle(Command command) {

        return Mono.fromRunnable(() -> check(command.changes()))
                .then(users.lock(command.user()))
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.user())))
                .map(user -> user.with(user.profile().with(command.changes())))
                .delayUntil(user -> users.save(user.id(), user.profile()))
                .as(transaction::transactional)
                .map(UserView::of)
                .checkpoint("update profile");
    }

    private void check(Changes changes) {

        var year = changes.birthYear().value();
        if (year != null && year > Times.dayOf(clock.instant()).getYear()) {
            throw new Invalid("birthYear", "birthYear.future");
        }

        var chosen = changes.interests().value();
        for (var interest : chosen == null ? List.<String>of() : chosen) {
            if (!interests.knows(interest)) {
                throw new Invalid("interests", "interests.unknown");
            }
        }
    }
}
