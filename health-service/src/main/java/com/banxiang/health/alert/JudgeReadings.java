package com.banxiang.health.alert;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.banxiang.health.alert.Course.Situation;
import com.banxiang.health.alert.Verdict.Change;
import com.banxiang.health.clinical.Assessment;
import com.banxiang.health.clinical.Breach;
import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.clinical.OwnBounds;
import com.banxiang.health.clinical.OwnThresholds;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.trend.Baselines;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Judges readings of one person that arrived together, in the order they were taken, and opens, raises, repeats or closes
 * episodes by them.
 */
@Component
final class JudgeReadings {

    /**
     * @param readings in the order they were taken
     * @param arrivedAt when they were stored, which decides whether one is late
     */
    record Command(UUID userId, List<Reading> readings, Instant arrivedAt) {}

    /** @param rise null where the value is usual for the person */
    private record Judged(
            Reading reading,
            Assessment assessment,
            @Nullable Breach rise) {

        AlertType type() {
            return AlertType.of(reading.measurement().type()).orElseThrow();
        }

        boolean mayOpen() {
            return rise != null || assessment instanceof Assessment.Beyond;
        }
    }

    private final ClinicalRules clinical;
    private final OwnThresholds thresholds;
    private final Baselines baselines;
    private final AlertRules rules;
    private final Courses courses;
    private final Alerts alerts;
    private final Rulings rulings;
    private final TransactionalOperator transaction;
    private final Clock clock;

    JudgeReadings(
            ClinicalRules clinical,
            OwnThresholds thresholds,
            Baselines baselines,
            AlertRules rules,
            Courses courses,
            Alerts alerts,
            Rulings rulings,
            TransactionalOperator transaction,
            Clock clock) {
        this.clinical = clinical;
        this.thresholds = thresholds;
        this.baselines = baselines;
        this.rules = rules;
        this.courses = courses;
        this.alerts = alerts;
        this.rulings = rulings;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<Void> handle(Command command) {

        if (command.readings().stream().noneMatch(it -> clinical.judges(it.measurement()))) {
            return Mono.empty();
        }

        return thresholds
                .of(command.userId())
                .flatMapMany(own -> baselines
                        .usualUpTo(command.userId(), typesIn(command), command.arrivedAt())
                        .flatMapMany(usual -> judge(command, own, usual)))
                .concatMap(it -> rulings.store(it.course(), it.changes()))
                .then()
                .as(transaction::transactional)
                .checkpoint("judge readings");
    }

    private static Set<ReadingType> typesIn(Command command) {
        return command.readings().stream().map(it -> it.measurement().type()).collect(toSet());
    }

    private Flux<Ruled> judge(Command command, OwnBounds own, Map<ReadingType, BigDecimal> usual) {

        var judged = judged(command, own, usual);
        var by = clinical.versionWith(own);

        return courses.lock(command.userId(), judged.keySet())
                .collectList()
                .flatMapMany(held -> settled(judged)
                        .flatMapIterable(settled -> rule(held, judged, settled, by, command.arrivedAt())));
    }

    /** One course after all its readings. */
    private record Ruled(Course course, List<Change> changes) {}

    private Map<AlertType, List<Judged>> judged(Command command, OwnBounds own, Map<ReadingType, BigDecimal> usual) {
        return command.readings().stream()
                .map(it -> new Judged(
                        it,
                        clinical.assess(it.measurement(), own),
                        clinical.rise(
                                it.measurement(), usual.get(it.measurement().type()))))
                .filter(it -> !(it.assessment() instanceof Assessment.Unjudged))
                .collect(groupingBy(Judged::type, TreeMap::new, toList()));
    }

    /** Asked only where something may be opened, which is rare. */
    private Mono<Set<UUID>> settled(Map<AlertType, List<Judged>> judged) {

        var opening = judged.values().stream()
                .flatMap(List::stream)
                .filter(Judged::mayOpen)
                .map(it -> it.reading().recordId())
                .toList();

        return opening.isEmpty() ? Mono.just(Set.of()) : alerts.settled(opening).collect(toSet());
    }

    private List<Ruled> rule(
            List<Course> held, Map<AlertType, List<Judged>> judged, Set<UUID> settled, String by, Instant arrivedAt) {
        return held.stream()
                .map(course -> rule(course, judged.getOrDefault(course.type(), List.of()), settled, by, arrivedAt))
                .toList();
    }

    private Ruled rule(Course before, List<Judged> judged, Set<UUID> settled, String by, Instant arrivedAt) {

        var now = clock.instant();
        var course = before;
        var changes = new ArrayList<Change>();

        for (var it : judged) {
            var known = settled.contains(it.reading().recordId());
            var situation = new Situation(arrivedAt, now, known, rules, by);
            var verdict = course.judge(it.reading(), it.assessment(), it.rise(), situation);
            course = verdict.course();
            changes.add(verdict.change());
        }

        return new Ruled(course, changes);
    }
}
