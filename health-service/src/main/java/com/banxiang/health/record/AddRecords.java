package com.banxiang.health.record;

import static com.banxiang.health.record.AddRecord.Reason.CONSENT_REQUIRED;

import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.clinical.Implausible;
import com.banxiang.health.consent.HealthConsent;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.AddRecords.Decision.Refused;
import com.banxiang.health.record.AddRecords.Decision.Taken;
import com.banxiang.health.record.AddRecords.Rejection.Conflict;
import com.banxiang.health.record.AddRecords.Rejection.NotBelieved;
import com.banxiang.health.record.RecordIntake.Arrival;
import com.banxiang.health.record.RecordIntake.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stores up to 500 readings a person brings together. Each is judged by itself: a wrong one costs no other. */
@Component
final class AddRecords {

    /** @param index the reading's place in what was sent */
    record Numbered(int index, Arrival reading) {}

    record Command(UUID userId, List<Numbered> readings) {}

    sealed interface Decision {

        record Taken(int accepted, int duplicates, List<Rejection> rejected) implements Decision {}

        record Refused(AddRecord.Reason reason) implements Decision {}
    }

    sealed interface Rejection {

        int index();

        record NotBelieved(int index, Implausible objection) implements Rejection {}

        /** Another value stands for the same moment. */
        record Conflict(int index) implements Rejection {}
    }

    private final HealthConsent consent;
    private final ClinicalRules rules;
    private final RecordIntake intake;

    AddRecords(HealthConsent consent, ClinicalRules rules, RecordIntake intake) {
        this.consent = consent;
        this.rules = rules;
        this.intake = intake;
    }

    /** Never empty. */
    Mono<Decision> handle(Command command) {
        return consent.isGiven(command.userId())
                .flatMap(given -> given ? store(command) : Mono.just(new Refused(CONSENT_REQUIRED)))
                .checkpoint("add records");
    }

    private Mono<Decision> store(Command command) {

        var rejected = new ArrayList<Rejection>();
        var believed = new ArrayList<Numbered>();

        for (var it : command.readings()) {
            rules.plausibility()
                    .objection(it.reading().measurement())
                    .ifPresentOrElse(
                            objection -> rejected.add(new NotBelieved(it.index(), objection)), () -> believed.add(it));
        }

        return intake.store(
                        command.userId(),
                        Source.MANUAL,
                        believed.stream().map(Numbered::reading).toList())
                .map(outcome -> taken(believed, rejected, outcome));
    }

    private static Decision taken(List<Numbered> believed, List<Rejection> rejected, Outcome outcome) {

        var all = new ArrayList<>(rejected);
        outcome.conflicts().forEach(it -> all.add(new Conflict(believed.get(it).index())));
        all.sort(Comparator.comparing(Rejection::index));

        return new Taken(outcome.accepted(), outcome.duplicates(), List.copyOf(all));
    }
}
