package com.banxiang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Outcome;
import com.banxiang.notification.delivery.Channel.Reader;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.delivery.Delivery.Next;
import com.banxiang.notification.delivery.Delivery.Next.Again;
import com.banxiang.notification.delivery.Delivery.Next.Ended;
import com.banxiang.notification.delivery.Delivery.Next.Held;
import com.banxiang.notification.delivery.Delivery.Next.Rerouted;
import com.banxiang.notification.inbox.Inbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a delivery after a try. */
class AfterATryTests {

    static final Instant LEFT = Instant.parse("2026-11-20T08:00:00Z");
    static final Duration GIVE_UP = Duration.ofHours(6);

    final DeliverySettings settings = new DeliverySettings(
            Duration.ofSeconds(1),
            16,
            100,
            Duration.ofSeconds(10),
            Duration.ofSeconds(8),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            GIVE_UP,
            5);

    @Test
    void whatTheVendorTookWasSent() {
        assertThat(after(new Outcome.Sent("v-1"), false, false, 0, LEFT))
                .isEqualTo(new Ended(DeliveryState.SENT, null, "v-1"));
    }

    @Test
    void whatTheVendorNeverTakesIsNotTriedAgain() {
        assertThat(after(new Outcome.Failed("no"), true, false, 0, LEFT))
                .isEqualTo(new Ended(DeliveryState.FAILED, "no", null));
    }

    @Test
    void whoCanNotBeReachedIsSkipped() {
        assertThat(after(new Outcome.Unreachable("no_device"), true, false, 0, LEFT))
                .isEqualTo(new Ended(DeliveryState.SKIPPED, "no_device", null));
    }

    @ParameterizedTest
    @CsvSource({"0, PT0.5S", "1, PT1S", "2, PT2S", "5, PT16S", "6, PT30S", "60, PT30S"})
    void whatWasNotTakenIsTriedAgainAfterAPauseThatGrows(int attempts, Duration pause) {
        assertThat(after(new Outcome.Later("busy"), false, false, attempts, LEFT))
                .isEqualTo(new Again(LEFT.plus(pause), false, "busy"));
    }

    @Test
    void isGivenUpAfterHours() {
        assertThat(after(new Outcome.Later("busy"), true, false, 9, LEFT.plus(GIVE_UP)))
                .isInstanceOf(Again.class);
        assertThat(after(
                        new Outcome.Later("busy"),
                        true,
                        false,
                        9,
                        LEFT.plus(GIVE_UP).plusMillis(1)))
                .isEqualTo(new Ended(DeliveryState.FAILED, "busy", null));
    }

    @Test
    void waitsForTheEndOfItsReadersQuietHoursWhichIsNoTry() {
        var morning = LEFT.plus(Duration.ofHours(9));
        assertThat(after(new Outcome.Quiet(morning), false, false, 0, LEFT)).isEqualTo(new Held(morning));
    }

    @Test
    void theTimeItsReaderSleptIsNotHeldAgainstIt() {

        var morning = LEFT.plus(Duration.ofHours(9));
        var held = new Delivery(UUID.randomUUID(), UUID.randomUUID(), message(false), null, 0, false, LEFT, morning);

        assertThat(held.after(new Outcome.Later("busy"), settings, morning.plus(GIVE_UP)))
                .isInstanceOf(Again.class);
        assertThat(held.after(
                        new Outcome.Later("busy"),
                        settings,
                        morning.plus(GIVE_UP).plusMillis(1)))
                .isInstanceOf(Ended.class);
    }

    @Test
    void whatMayHaveArrivedIsRepeatedOnceAndOnlyIfItIsCritical() {

        var unsure = new Outcome.Unsure("timeout");

        assertThat(after(unsure, false, false, 0, LEFT)).isEqualTo(new Ended(DeliveryState.UNKNOWN, "timeout", null));
        assertThat(after(unsure, true, false, 3, LEFT))
                .isEqualTo(new Again(LEFT.plus(Duration.ofMillis(500)), true, "timeout"));
        assertThat(after(unsure, true, true, 0, LEFT)).isEqualTo(new Ended(DeliveryState.UNKNOWN, "timeout", null));
    }

    @Test
    void aRepeatThatWasNotTakenStaysARepeat() {
        assertThat(after(new Outcome.Later("busy"), true, true, 0, LEFT))
                .isInstanceOfSatisfying(
                        Again.class, it -> assertThat(it.repeated()).isTrue());
    }

    @Test
    void goesAnotherWayAsTheSameMessage() {

        var message = message(true);

        assertThat(delivery(message, false, 0).after(new Outcome.Elsewhere(Kind.SMS, "43101"), settings, LEFT))
                .isInstanceOfSatisfying(Rerouted.class, it -> {
                    assertThat(it.reason()).isEqualTo("43101");
                    assertThat(it.message().channel()).isEqualTo(Kind.SMS);
                    assertThat(it.message())
                            .usingRecursiveComparison()
                            .ignoringFields("channel")
                            .isEqualTo(message);
                });
    }

    private Next after(Outcome outcome, boolean critical, boolean repeated, int attempts, Instant now) {
        return delivery(message(critical), repeated, attempts).after(outcome, settings, now);
    }

    private static Delivery delivery(Message message, boolean repeated, int attempts) {
        return new Delivery(UUID.randomUUID(), UUID.randomUUID(), message, null, attempts, repeated, LEFT, null);
    }

    private static Message message(boolean critical) {
        return new Message(
                UUID.randomUUID(),
                new Recipient(Reader.CHILD, UUID.randomUUID()),
                Kind.WECHAT,
                Inbox.Type.HEALTH_ALERT,
                "alert_family",
                Map.of("relationship", "daughter"),
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                critical ? Urgency.CRITICAL : Urgency.WARNING,
                LEFT);
    }
}
