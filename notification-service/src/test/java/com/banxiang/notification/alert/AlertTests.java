package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.notification.alert.Consequence.Escalate;
import com.banxiang.notification.alert.Consequence.Stop;
import com.banxiang.notification.alert.Consequence.Subject;
import com.banxiang.notification.alert.Consequence.Tell;
import com.banxiang.notification.alert.Fact.Acknowledged;
import com.banxiang.notification.alert.Fact.Closed;
import com.banxiang.notification.alert.Fact.Raised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlertTests {

    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    static final Fact RAISED = raised(1, Severity.CRITICAL);
    static final Fact CONFIRMED = new Acknowledged(UUID.randomUUID(), 1, true, NOW);
    static final Fact ANSWERED = new Acknowledged(UUID.randomUUID(), 1, false, NOW);
    static final Fact CLOSED = new Closed(UUID.randomUUID(), NOW);

    static Stream<List<Fact>> everyOrder() {
        return permutations(List.of(RAISED, CONFIRMED, ANSWERED, CLOSED));
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void theSamePeopleAreToldOfTheSameThingsInAnyOrder(List<Fact> facts) {

        var alert = unknown();
        var told = new ArrayList<Subject>();
        var escalating = false;
        for (var fact : facts) {
            var decision = alert.learn(fact);
            alert = decision.alert();
            for (var consequence : decision.consequences()) {
                switch (consequence) {
                    case Tell tell -> told.add(tell.subject());
                    case Escalate _ -> escalating = true;
                    case Stop _ -> escalating = false;
                    case Consequence.SpareStrangers _ -> {}
                }
            }
        }

        assertThat(told)
                .startsWith(Subject.RAISED)
                .containsExactlyInAnyOrder(
                        Subject.RAISED, Subject.ACKNOWLEDGED_SELF, Subject.ACKNOWLEDGED_OTHER, Subject.CLOSED);
        assertThat(escalating).isFalse();
        assertThat(alert.isClosed()).isTrue();
        assertThat(alert.isAnswered()).isTrue();
        assertThat(alert.isConfirmed()).isTrue();
    }

    @Test
    void everyFactIsTakenOnce() {

        var alert = unknown();
        for (var fact : List.of(RAISED, CONFIRMED, ANSWERED, CLOSED)) {
            alert = alert.learn(fact).alert();
            var again = alert.learn(fact);

            assertThat(again.consequences()).isEmpty();
            assertThat(again.alert()).isEqualTo(alert);
        }
    }

    @Test
    void aSecondAnswerToTheSameTellingIsNoNews() {

        var alert = unknown().learn(RAISED).alert().learn(ANSWERED).alert();

        assertThat(alert.learn(new Acknowledged(UUID.randomUUID(), 1, false, NOW))
                        .consequences())
                .isEmpty();
    }

    @Test
    void aFreshReadingTurnsALateOneIntoAnOrdinaryOne() {

        var late = unknown()
                .learn(new Raised(UUID.randomUUID(), 1, null, Severity.CRITICAL, true, NOW, NOW))
                .alert();

        assertThat(late.learn(raised(2, Severity.CRITICAL)).consequences())
                .hasSize(2)
                .first()
                .isInstanceOf(Escalate.class);
    }

    @Test
    void becomesCriticalOnceOnly() {

        var alert = unknown().learn(RAISED).alert();

        assertThat(alert.learn(raised(2, Severity.CRITICAL)).consequences())
                .singleElement()
                .isInstanceOfSatisfying(Tell.class, it -> {
                    assertThat(it.step()).isNull();
                    assertThat(it.critical()).isTrue();
                });
    }

    @Test
    void aLateOneIsToldToTheElderAloudAndToTheFamilyQuietly() {

        var fact = new Raised(UUID.randomUUID(), 1, null, Severity.CRITICAL, true, NOW.minusSeconds(3_600), NOW);

        assertThat(unknown().learn(fact).consequences())
                .containsExactly(
                        new Tell(fact.eventId(), Subject.RAISED_LATE, true, false, true, null, fact.recordedAt(), NOW));
    }

    @Test
    void whatIsOverWhenItIsHeardOfIsToldQuietly() {
        for (var over : List.of(CLOSED, ANSWERED)) {
            assertThat(unknown().learn(over).alert().learn(RAISED).consequences())
                    .allSatisfy(it -> assertThat(it)
                            .isInstanceOfSatisfying(
                                    Tell.class,
                                    tell -> assertThat(tell.elderLoud() || tell.familyLoud())
                                            .isFalse()));
        }
        assertThat(unknown().learn(CONFIRMED).alert().learn(RAISED).consequences())
                .anyMatch(it -> it instanceof Tell tell && tell.elderLoud() && tell.familyLoud());
    }

    @Test
    void anAnswerToAWarningStopsNothingThatComesLater() {

        var answered = unknown()
                .learn(raised(1, Severity.WARNING))
                .alert()
                .learn(ANSWERED)
                .alert()
                .learn(CONFIRMED)
                .alert();

        assertThat(answered.isAnswered()).isFalse();
        assertThat(answered.isConfirmed()).isFalse();
        assertThat(answered.learn(raised(2, Severity.CRITICAL)).consequences())
                .hasExactlyElementsOfTypes(Escalate.class, Tell.class);
    }

    @ParameterizedTest
    @CsvSource({"6, 5, 20", "5, 21, 20"})
    void theStepsAreTakenInTheirOrder(long children, long contact, long operators) {
        assertThatThrownBy(() -> new EscalationSettings(
                        Duration.ofMinutes(children),
                        Duration.ofMinutes(contact),
                        Duration.ofMinutes(operators),
                        Duration.ofSeconds(1),
                        5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Raised raised(long version, Severity severity) {
        return new Raised(UUID.randomUUID(), version, null, severity, false, NOW, NOW);
    }

    private static Alert unknown() {
        return new Alert(UUID.randomUUID(), UUID.randomUUID(), 0, null, false, 0, 0, null, 0, null, null, null);
    }

    private static <T> Stream<List<T>> permutations(List<T> all) {

        if (all.isEmpty()) {
            return Stream.of(List.of());
        }
        return all.stream()
                .flatMap(first -> permutations(
                                all.stream().filter(it -> it != first).toList())
                        .map(rest ->
                                Stream.concat(Stream.of(first), rest.stream()).toList()));
    }
}
