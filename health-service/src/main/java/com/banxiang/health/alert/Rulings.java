package com.banxiang.health.alert;

import com.banxiang.health.alert.AlertEvent.AlertAcknowledged;
import com.banxiang.health.alert.AlertEvent.AlertClosed;
import com.banxiang.health.alert.AlertEvent.AlertRaised;
import com.banxiang.health.alert.Verdict.Change;
import com.banxiang.health.alert.Verdict.Change.Answered;
import com.banxiang.health.alert.Verdict.Change.Ended;
import com.banxiang.health.alert.Verdict.Change.None;
import com.banxiang.health.alert.Verdict.Change.Silent;
import com.banxiang.health.alert.Verdict.Change.Told;
import com.banxiang.platform.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes what was decided true: episodes, their course and the news of them, in the transaction that holds the course.
 */
@Component
final class Rulings {

    private final Courses courses;
    private final Alerts alerts;
    private final Outbox outbox;
    private final AlertTexts texts;
    private final AlertRules rules;
    private final AlertCounter counter;

    Rulings(Courses courses, Alerts alerts, Outbox outbox, AlertTexts texts, AlertRules rules, AlertCounter counter) {
        this.courses = courses;
        this.alerts = alerts;
        this.outbox = outbox;
        this.texts = texts;
        this.rules = rules;
        this.counter = counter;
    }

    Mono<Void> store(Verdict verdict) {
        return store(verdict.course(), List.of(verdict.change()));
    }

    /** @param changes in the order they happened; an episode that closed stands before the one that opened after it */
    Mono<Void> store(Course course, List<Change> changes) {
        return Flux.fromIterable(withoutOvertaken(changes))
                .concatMap(this::store)
                .then(courses.save(course, course.dueAt(rules)));
    }

    /** The same, where the producer of the answer has told everybody itself. */
    Mono<Void> storeInSilence(Verdict verdict) {
        return verdict.change() instanceof Answered(var episode)
                ? store(verdict.course(), List.of(new Silent(episode)))
                : store(verdict);
    }

    private Mono<Void> store(Change change) {
        return switch (change) {
            case None _ -> Mono.empty();
            case Silent(var episode) -> alerts.save(episode);
            case Told(var episode) ->
                alerts.save(episode)
                        .then(outbox.append(
                                AlertRaised.TOPIC,
                                AlertRaised.of(episode, texts.message(episode, Locale.SIMPLIFIED_CHINESE))))
                        .doOnSuccess(_ -> counter.told(episode));
            case Answered(var episode) -> alerts.save(episode).then(announceAnswer(episode));
            case Ended(var episode) ->
                alerts.save(episode).then(announceEnd(episode)).doOnSuccess(_ -> counter.ended(episode));
        };
    }

    private Mono<Void> announceAnswer(Episode episode) {

        var answer = episode.acknowledged();
        return answer == null
                ? Mono.empty()
                : outbox.append(AlertAcknowledged.TOPIC, AlertAcknowledged.of(episode, answer));
    }

    private Mono<Void> announceEnd(Episode episode) {

        var ending = episode.ended();
        return ending == null ? Mono.empty() : outbox.append(AlertClosed.TOPIC, AlertClosed.of(episode, ending));
    }

    /** A silent change needs not be written where another follows: an episode goes on until it ends, never in silence. */
    private static List<Change> withoutOvertaken(List<Change> changes) {

        var kept = new ArrayList<Change>();

        for (var change : changes) {
            if (change instanceof None) {
                continue;
            }
            if (!kept.isEmpty() && kept.getLast() instanceof Silent) {
                kept.removeLast();
            }
            kept.add(change);
        }

        return kept;
    }
}
