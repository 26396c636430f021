package com.banxiang.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.messaging.InstanceListener;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class ContractTests {

    @Autowired
    List<EventListener<?>> listeners;

    @Autowired
    List<InstanceListener<?>> instanceListeners;

    Stored stored;

    @BeforeEach
    void begin(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        Outside.isWell();
    }

    @Test
    void listensToWhatTheCatalogueSays() {

        var subscribed = Stream.concat(
                        listeners.stream().map(EventListener::topic),
                        instanceListeners.stream().map(InstanceListener::topic))
                .distinct();
        var catalogued = EventContract.all().stream()
                .filter(it -> it.consumers().contains("notification"))
                .map(EventContract::topic)
                .toList();

        assertThat(subscribed).containsExactlyInAnyOrderElementsOf(catalogued);
    }

    @Test
    void publishesWhatItsContractSays() {

        var elder = UUID.randomUUID();
        Happenings.welcome(elder);

        var event = RecordedEvents.of("notification-created").await(elder.toString());

        EventContract.of("notification-created").verify(event.json());
        assertThat(event.header("ce_source")).isEqualTo("/notification-service");
        assertThat(event.type()).isEqualTo("com.banxiang.notification-created.v1");
    }

    /** The least a producer may say, and the most, are understood alike; what leaves no inbox row has tests of its own. */
    @TestFactory
    Stream<DynamicTest> understandsEveryEventItListensTo() {

        return EventContract.all().stream()
                .filter(it -> it.consumers().contains("notification"))
                .filter(it -> !Set.of("notification-created", "user-deleted").contains(it.topic()))
                .flatMap(contract -> Stream.of(contract.minimal(), contract.full())
                        .map(event ->
                                DynamicTest.dynamicTest(contract.topic(), () -> understands(contract.topic(), event))));
    }

    private void understands(String topic, ObjectNode event) {

        var elder = UUID.fromString(event.path(event.has("parentUserId") ? "parentUserId" : "userId")
                .asString());
        Outside.familyOf(elder);

        var id = KafkaEvents.publish(topic, elder.toString(), "/somebody", event.toString());

        await().untilAsserted(
                        () -> assertThat(stored.count("select count(*) from inbox_messages where event_id = ?", id))
                                .isEqualTo(1));
    }
}
