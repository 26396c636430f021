package com.banxiang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Outside;
import com.banxiang.notification.Outside.Child;
import com.banxiang.notification.Stored;
import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Outcome;
import com.banxiang.notification.delivery.Channel.Prepared;
import com.banxiang.notification.delivery.Channel.Reader;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.delivery.Delivery.Next.Again;
import com.banxiang.notification.delivery.Delivery.Next.Ended;
import com.banxiang.notification.delivery.Delivery.Next.Held;
import com.banxiang.notification.family.Family;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Whoever lost a delivery to another instance can do no more to it. */
@ServiceTest
class HeldDeliveryTests {

    @Autowired
    Deliveries deliveries;

    final UUID id = UUID.randomUUID();
    final UUID child = UUID.randomUUID();
    final UUID lease = UUID.randomUUID();
    final Instant later = Instant.now().plusSeconds(3_600);

    Stored stored;

    /** Leased for an hour, so that the service itself leaves it alone. */
    @BeforeEach
    void held(@Autowired DatabaseClient database) {
        stored = new Stored(database);
        stored.change("""
            insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, template, params, about_id,
                                    critical, state, occurred_at, created_at, due_at, lease, leased_until)
            values (?, ?, 'child', ?, 'sms', 'alert_family', '{}', ?, true, 'pending', now(), now(), now(), ?, ?)
            """, id, UUID.randomUUID(), child, UUID.randomUUID(), lease, later);
    }

    @Test
    void onlyWhoHoldsItBeginsAndOnlyOnce() {
        assertThat(deliveries.begin(by(UUID.randomUUID()), null, later).block()).isFalse();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms pending");

        assertThat(deliveries.begin(by(lease), null, later).block()).isTrue();
        assertThat(deliveries.begin(by(lease), null, later).block()).isFalse();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms sending");
    }

    @Test
    void onlyWhoHoldsItEndsItAndOnlyOnce() {

        var sent = new Ended(DeliveryState.SENT, null, "v-1");
        var failed = new Ended(DeliveryState.FAILED, "late", null);

        assertThat(deliveries.end(by(UUID.randomUUID()), failed, later).block()).isFalse();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms pending");

        assertThat(deliveries.end(by(lease), sent, later).block()).isTrue();
        assertThat(deliveries.end(by(lease), failed, later).block()).isFalse();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms sent");
    }

    @Test
    void onlyWhoHoldsItPutsItOff() {

        var again = new Again(later, false, "busy");

        assertThat(deliveries.postpone(by(UUID.randomUUID()), again).block()).isFalse();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms pending");
        assertThat(deliveries.postpone(by(lease), again).block()).isTrue();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms pending busy");

        deliveries
                .end(by(lease), new Ended(DeliveryState.SENT, null, "v-1"), later)
                .block();
        assertThat(deliveries.postpone(by(lease), again).block()).isFalse();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms sent");
    }

    @Test
    void onlyWhoHoldsItLetsItWaitForTheEndOfQuietHours() {

        var held = new Held(later);

        assertThat(deliveries.hold(by(UUID.randomUUID()), held).block()).isFalse();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms pending");
        assertThat(deliveries.hold(by(lease), held).block()).isTrue();
        assertThat(stored.deliveriesTo(child)).containsExactly("sms pending quiet_hours");
        assertThat(stored.one(Integer.class, "select attempts from deliveries where id = ?", id))
                .isZero();
    }

    /** It is put down for the night at the moment its reader wakes up: what they changed must find it, or it them. */
    @Test
    void isNotLeftBehindByAReaderWhoChangesTheirMindMeanwhile(
            @Autowired Family family,
            @Autowired Cause cause,
            @Autowired Outgoing outgoing,
            @Autowired TransactionalOperator transaction,
            @Autowired DeliverySettings settings,
            @Autowired MeterRegistry meters) {

        Outside.isWell();
        var elder = UUID.randomUUID();
        Outside.familyOf(elder, Child.of(child).phone(Outside.newPhone()));
        stored.change("update deliveries set about_id = ? where id = ?", elder, id);
        var minds = new ConcurrentLinkedQueue<Outcome>(List.of(new Outcome.Quiet(later)));
        Wishes wishes = _ -> Mono.fromSupplier(minds::poll);
        Channel unused = new Channel() {
            @Override
            public Kind kind() {
                return Kind.SMS;
            }

            @Override
            public Mono<Prepared> prepare(Message message, @Nullable String key) {
                return Mono.error(new AssertionError("it was to wait"));
            }
        };

        new SendDelivery(deliveries, outgoing, family, cause, wishes, transaction, settings, meters, Clock.systemUTC())
                .handle(unused, by(lease))
                .block();

        await().untilAsserted(() -> assertThat(stored.deliveriesTo(child)).containsExactly("sms sent"));
    }

    private Delivery by(UUID holder) {
        var message = new Message(
                UUID.randomUUID(),
                new Recipient(Reader.CHILD, child),
                Kind.SMS,
                Inbox.Type.HEALTH_ALERT,
                "alert_family",
                Map.of(),
                UUID.randomUUID(),
                null,
                null,
                Urgency.CRITICAL,
                later);
        return new Delivery(id, holder, message, null, 0, false, later, null);
    }
}
