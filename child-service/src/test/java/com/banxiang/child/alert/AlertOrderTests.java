package com.banxiang.child.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.alert.Alert.Acknowledgement;
import com.banxiang.child.alert.Alert.Status;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Facts of different topics come in any order; what is known in the end must not depend on it. */
@ServiceTest
class AlertOrderTests {

    private static final Instant RAISED = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant TOLD_AGAIN = RAISED.plusSeconds(1800);
    private static final Instant ANSWERED = RAISED.plusSeconds(60);
    private static final Instant ENDED = RAISED.plusSeconds(7200);

    @Autowired
    AlertFacts facts;

    @Autowired
    Alerts alerts;

    final Account elder = new Account(AccountKind.USER, UUID.randomUUID());
    final Account child = new Account(AccountKind.CHILD, UUID.randomUUID());
    final UUID parent = elder.id();

    final ObjectNode telling = AlertFacts.telling(UUID.randomUUID(), parent, 1, RAISED, RAISED);
    final ObjectNode toldAgain =
            AlertFacts.telling(UUID.randomUUID(), parent, 3, RAISED, TOLD_AGAIN).put("severity", "critical");

    final BiConsumer<AlertFacts, UUID> told = (to, id) -> to.tell(telling.put("alertId", id.toString()));
    final BiConsumer<AlertFacts, UUID> repeated = (to, id) -> to.tell(toldAgain.put("alertId", id.toString()));
    final BiConsumer<AlertFacts, UUID> answered = (to, id) -> to.acknowledge(id, parent, 1, elder, ANSWERED);
    final BiConsumer<AlertFacts, UUID> answeredLater =
            (to, id) -> to.acknowledge(id, parent, 1, child, ANSWERED.plusSeconds(1));
    final BiConsumer<AlertFacts, UUID> answeredAgain =
            (to, id) -> to.acknowledge(id, parent, 3, child, TOLD_AGAIN.plusSeconds(60));
    final BiConsumer<AlertFacts, UUID> closed = (to, id) -> to.close(id, parent, ENDED);

    @Test
    void endsTheSameWhateverComesFirst() {

        var end = endOfEveryOrder(List.of(told, repeated, answered, answeredAgain, closed));

        assertThat(end.status()).isEqualTo(Status.CLOSED);
        assertThat(end.told()).isEqualTo(3);
        assertThat(end.severity()).isEqualTo("critical");
        assertThat(end.closedAt()).isEqualTo(ENDED);
        assertThat(end.currentAcknowledgement()).isEqualTo(new Acknowledgement(3, child, TOLD_AGAIN.plusSeconds(60)));
    }

    @Test
    void isOpenAgainAfterATellingThatNobodyAnswered() {

        var end = endOfEveryOrder(List.of(told, answered, repeated));

        assertThat(end.status()).isEqualTo(Status.OPEN);
        assertThat(end.currentAcknowledgement()).isNull();
    }

    @Test
    void showsWhoAnsweredFirst() {

        var end = endOfEveryOrder(List.of(told, answered, answeredLater));

        assertThat(end.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(end.currentAcknowledgement()).isEqualTo(new Acknowledgement(1, elder, ANSWERED));
    }

    @Test
    void staysAcknowledgedByTheAnswerToTheLastTelling() {

        var end = endOfEveryOrder(List.of(told, repeated, answeredAgain));

        assertThat(end.status()).isEqualTo(Status.ACKNOWLEDGED);
    }

    @Test
    void changesNothingWhenEveryFactComesTwice() {

        var once = endOf(List.of(told, answered, repeated, closed));
        var twice = endOf(List.of(told, told, answered, answered, repeated, told, repeated, closed, answered, closed));

        assertSame(once, twice);
    }

    @Test
    void hasOneEndOnly() {

        var alert = UUID.randomUUID();
        told.accept(facts, alert);
        closed.accept(facts, alert);
        facts.close(alert, parent, ENDED.plusSeconds(60));

        assertThat(alerts.find(alert).block().closedAt()).isEqualTo(ENDED);
    }

    @Test
    void isNotThereBeforeItIsTold() {

        var alert = UUID.randomUUID();
        answered.accept(facts, alert);
        closed.accept(facts, alert);

        assertThat(alerts.find(alert).blockOptional()).isEmpty();

        told.accept(facts, alert);
        assertThat(alerts.find(alert).block().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void ignoresWhatThisServiceSaidItself() {

        var alert = UUID.randomUUID();
        told.accept(facts, alert);
        facts.acknowledge(alert, parent, 1, child, ANSWERED, "/child-service");

        assertThat(alerts.find(alert).block().status()).isEqualTo(Status.OPEN);
    }

    private Alert endOfEveryOrder(List<BiConsumer<AlertFacts, UUID>> all) {

        var ends = ordersOf(all).stream().map(this::endOf).toList();
        ends.forEach(it -> assertSame(ends.getFirst(), it));

        return ends.getFirst();
    }

    private Alert endOf(List<BiConsumer<AlertFacts, UUID>> order) {
        var alert = UUID.randomUUID();
        order.forEach(fact -> fact.accept(facts, alert));
        return alerts.find(alert).block();
    }

    private static void assertSame(Alert expected, Alert end) {
        assertThat(end).usingRecursiveComparison().ignoringFields("id").isEqualTo(expected);
    }

    private static <T> List<List<T>> ordersOf(List<T> all) {

        if (all.isEmpty()) {
            return List.of(List.of());
        }

        var orders = new ArrayList<List<T>>();
        for (var first : all) {
            var rest = all.stream().filter(it -> it != first).toList();
            for (var order : ordersOf(rest)) {
                var whole = new ArrayList<T>();
                whole.add(first);
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}
