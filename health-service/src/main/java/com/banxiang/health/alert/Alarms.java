package com.banxiang.health.alert;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.banxiang.health.alert.Course.Situation;
import com.banxiang.health.alert.Verdict.Change;
import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.platform.id.NameBasedIds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Calls for help, in the very transaction that took the message: nothing is asked first, and nothing is waited for. */
@Component
public final class Alarms {

    /** The names of calls for help: the same one heard twice is one. */
    private static final UUID ALARMS = UUID.fromString("0e1c8a52-6f0b-4d39-8b5e-6a3a7e0d9c41");

    /**
     * Somebody needs help.
     *
     * @param type {@code SOS} or {@code FALL}
     */
    public record Alarm(AlertType type, Instant at) {

        UUID idOf(UUID userId) {
            return NameBasedIds.of(ALARMS, "%s %s %d".formatted(userId, type, at.toEpochMilli()));
        }
    }

    private final ClinicalRules clinical;
    private final AlertRules rules;
    private final Courses courses;
    private final Alerts alerts;
    private final Rulings rulings;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Alarms(
            ClinicalRules clinical,
            AlertRules rules,
            Courses courses,
            Alerts alerts,
            Rulings rulings,
            TransactionalOperator transaction,
            Clock clock) {
        this.clinical = clinical;
        this.rules = rules;
        this.courses = courses;
        this.alerts = alerts;
        this.rulings = rulings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Joins the caller's transaction. */
    public Mono<Void> raise(UUID userId, List<Alarm> alarms) {

        if (alarms.isEmpty()) {
            return Mono.empty();
        }

        var byType = alarms.stream().distinct().collect(groupingBy(Alarm::type, TreeMap::new, toList()));

        return courses.lock(userId, byType.keySet())
                .collectList()
                .flatMapMany(held -> settled(userId, alarms)
                        .flatMapIterable(settled -> held.stream()
                                .map(it -> rule(it, byType, settled))
                                .toList()))
                .concatMap(it -> rulings.store(it.course(), it.changes()))
                .then()
                .as(transaction::transactional)
                .checkpoint("raise alarms");
    }

    /** One course after all its alarms. */
    private record Ruled(Course course, List<Change> changes) {}

    private Mono<Set<UUID>> settled(UUID userId, List<Alarm> alarms) {
        return alerts.settled(alarms.stream().map(it -> it.idOf(userId)).toList())
                .collect(toSet());
    }

    private Ruled rule(Course before, Map<AlertType, List<Alarm>> byType, Set<UUID> settled) {

        var now = clock.instant();
        var course = before;
        var changes = new ArrayList<Change>();

        for (var it : byType.getOrDefault(before.type(), List.of())) {
            var id = it.idOf(before.userId());
            var situation = new Situation(now, now, settled.contains(id), rules, clinical.version());
            var verdict = course.alarm(id, it.at(), situation);
            course = verdict.course();
            changes.add(verdict.change());
        }

        return new Ruled(course, changes);
    }
}
