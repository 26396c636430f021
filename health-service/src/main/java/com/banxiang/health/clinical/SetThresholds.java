package com.banxiang.health.clinical;

import com.banxiang.health.clinical.OwnBounds.Ends;
import com.banxiang.health.clinical.ReadThresholds.Threshold;
import com.banxiang.health.clinical.SetThresholds.Decision.Done;
import com.banxiang.health.clinical.SetThresholds.Decision.Unsafe;
import com.banxiang.health.reading.Decimals;
import com.banxiang.health.reading.Range;
import com.banxiang.platform.web.Change;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives a person bounds of their own, as far as that is safe: all that was asked for, or nothing. */
@Component
final class SetThresholds {

    /** @param wishes at most one of each quantity */
    record Command(UUID userId, List<Wish> wishes) {}

    /** @param index its place in the request */
    record Wish(int index, Quantity quantity, Change<BigDecimal> low, Change<BigDecimal> high) {}

    sealed interface Decision {

        record Done(List<Threshold> thresholds) implements Decision {}

        record Unsafe(List<Objection> objections) implements Decision {}
    }

    /** @param allowed null where there is no such bound at all */
    record Objection(String field, @Nullable Range allowed) {}

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        UNSAFE_THRESHOLD
    }

    private final ClinicalRules rules;
    private final OwnThresholds thresholds;
    private final ReadThresholds readThresholds;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SetThresholds(
            ClinicalRules rules,
            OwnThresholds thresholds,
            ReadThresholds readThresholds,
            TransactionalOperator transaction,
            Clock clock) {
        this.rules = rules;
        this.thresholds = thresholds;
        this.readThresholds = readThresholds;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<Decision> handle(Command command) {

        var objections = objections(command.wishes());

        return objections.isEmpty() ? change(command) : Mono.just(new Unsafe(objections));
    }

    private Mono<Decision> change(Command command) {
        return thresholds
                .lock(command.userId())
                .map(before -> new Step(before, after(before, command.wishes())))
                .delayUntil(step -> step.isChange()
                        ? thresholds.save(
                                command.userId(), step.after(), clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        : Mono.empty())
                .<Decision>map(step -> new Done(readThresholds.of(step.after())))
                .as(transaction::transactional)
                .checkpoint("set thresholds");
    }

    /** Saying the same again changes nothing, so it makes no version. */
    private record Step(OwnBounds before, OwnBounds after) {

        boolean isChange() {
            return before.version() != after.version();
        }
    }

    private OwnBounds after(OwnBounds before, List<Wish> wishes) {

        var byQuantity = new EnumMap<Quantity, Ends>(Quantity.class);
        byQuantity.putAll(before.byQuantity());

        for (var it : wishes) {
            var ends = before.of(it.quantity());
            var bounds = rules.bounds(it.quantity(), OwnBounds.NONE);
            byQuantity.put(
                    it.quantity(),
                    new Ends(
                            own(it.low().of(ends.low()), bounds.low()),
                            own(it.high().of(ends.high()), bounds.high())));
        }

        byQuantity.values().removeIf(Ends::isEmpty);

        return byQuantity.equals(before.byQuantity()) ? before : new OwnBounds(before.version() + 1, byQuantity);
    }

    /** Everybody's bound is not one's own, so that an answer sent back as it came changes nothing. */
    private static @Nullable BigDecimal own(@Nullable BigDecimal wanted, @Nullable BigDecimal everybodys) {
        return wanted == null || (everybodys != null && wanted.compareTo(everybodys) == 0)
                ? null
                : Decimals.tidy(wanted);
    }

    private List<Objection> objections(List<Wish> wishes) {

        var objections = new ArrayList<Objection>();

        for (var it : wishes) {
            var limits = rules.of(it.quantity());
            object(objections, it, "low", it.low().value(), limits.ownLow());
            object(objections, it, "high", it.high().value(), limits.ownHigh());
        }

        return objections;
    }

    private static void object(
            List<Objection> objections, Wish wish, String end, @Nullable BigDecimal wanted, @Nullable Range allowed) {

        if (wanted != null && (allowed == null || !allowed.has(wanted))) {
            objections.add(new Objection("items[%d].%s".formatted(wish.index(), end), allowed));
        }
    }
}
