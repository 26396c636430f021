package com.banxiang.notification.preference;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Outgoing;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.preference.ChangePreferences.Decision.Changed;
import com.banxiang.notification.preference.ChangePreferences.Decision.Refused;
import com.banxiang.notification.preference.Preferences.Switch;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Change;
import java.time.Clock;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Changes how a person is told, field by field; two changes at once both count. What was held back by the old quiet hours is
 * looked at anew.
 */
@Component
final class ChangePreferences {

    /** Cleared means on, as it is for whoever said nothing. */
    record KindChange(
            Inbox.Kind kind,
            Change<Boolean> push,
            Change<Boolean> sms,
            Change<Boolean> wechat,
            Change<Boolean> inbox) {}

    /** Cleared means the usual. */
    record QuietChange(
            Change<LocalTime> from, Change<LocalTime> to, Change<Boolean> enabled, Change<Boolean> holdWarnings) {

        QuietHours of(QuietHours before) {
            var usual = QuietHours.USUAL;
            return new QuietHours(
                    after(from, before.from(), usual.from()),
                    after(to, before.to(), usual.to()),
                    after(enabled, before.enabled(), usual.enabled()),
                    after(holdWarnings, before.holdWarnings(), usual.holdWarnings()));
        }
    }

    /** Each part as a whole can be cleared too. */
    record Command(Account who, Change<List<KindChange>> channels, Change<QuietChange> quietHours) {}

    sealed interface Decision {

        record Changed(Preferences preferences) implements Decision {}

        /** @param field the one that can't be as it was asked for */
        record Refused(Reason reason, String field) implements Decision {}

        /** Why not. The names are the error codes a client sees. */
        enum Reason {
            INBOX_ALWAYS_ON,
            WECHAT_FOR_CHILDREN_ONLY,
            QUIET_HOURS_EMPTY
        }
    }

    private final StoredPreferences preferences;
    private final Outgoing outgoing;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ChangePreferences(
            StoredPreferences preferences, Outgoing outgoing, TransactionalOperator transaction, Clock clock) {
        this.preferences = preferences;
        this.outgoing = outgoing;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. What is refused leaves nothing behind. */
    Mono<Decision> handle(Command command) {

        return transaction
                .execute(it -> preferences
                        .lock(command.who(), clock.instant())
                        .map(before -> decide(command, before))
                        .delayUntil(decision -> switch (decision) {
                            case Changed(var after) -> store(command.who(), after);
                            case Refused _ -> Mono.fromRunnable(it::setRollbackOnly);
                        }))
                .single()
                .checkpoint("change preferences");
    }

    private static Decision decide(Command command, Preferences before) {

        var kinds = Objects.requireNonNullElse(command.channels().value(), List.<KindChange>of());
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            if (Boolean.FALSE.equals(kind.inbox().value())) {
                return new Refused(Decision.Reason.INBOX_ALWAYS_ON, "channels[%d].inbox".formatted(i));
            }
            if (kind.wechat().said() && command.who().kind() != AccountKind.CHILD) {
                return new Refused(Decision.Reason.WECHAT_FOR_CHILDREN_ONLY, "channels[%d].wechat".formatted(i));
            }
        }

        var quietHours = quietHours(command.quietHours(), before.quietHours());
        return quietHours.areNone()
                ? new Refused(Decision.Reason.QUIET_HOURS_EMPTY, "quietHours.to")
                : new Changed(new Preferences(off(command.channels(), before.off()), quietHours));
    }

    private static Set<Switch> off(Change<List<KindChange>> change, Set<Switch> before) {

        var kinds = change.value();
        if (kinds == null) {
            return change.said() ? Set.of() : before;
        }

        var off = new HashSet<>(before);
        for (var it : kinds) {
            turn(off, new Switch(it.kind(), Channel.Kind.PUSH), it.push());
            turn(off, new Switch(it.kind(), Channel.Kind.SMS), it.sms());
            turn(off, new Switch(it.kind(), Channel.Kind.WECHAT), it.wechat());
        }
        return off;
    }

    private static void turn(Set<Switch> off, Switch one, Change<Boolean> on) {
        if (Boolean.FALSE.equals(on.value())) {
            off.add(one);
        } else if (on.said()) {
            off.remove(one);
        }
    }

    private static QuietHours quietHours(Change<QuietChange> change, QuietHours before) {
        var value = change.value();
        if (value != null) {
            return value.of(before);
        }
        return change.said() ? QuietHours.USUAL : before;
    }

    private static <T> T after(Change<T> change, T before, T usual) {
        return change.said() ? Objects.requireNonNullElse(change.value(), usual) : before;
    }

    private Mono<Void> store(Account who, Preferences after) {
        return preferences.save(who, after).then(outgoing.reconsider(Recipient.of(who)));
    }
}
