package com.banxiang.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jars on ports of their own: the main job, and nothing lost or told twice when parts die. */
class WholeFleetTests {

    private static final int FAMILIES = 40;
    private static final int READINGS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration KAFKA_AWAY = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    static TestFleet fleet;

    @BeforeAll
    static void everythingIsUp() throws IOException, InterruptedException {
        fleet = TestFleet.start(folder.resolve("fleet"));
    }

    @AfterAll
    static void nothingIsLeft() throws IOException, InterruptedException {
        fleet.close();
    }

    @AfterEach
    void everyEventArrivedAndNoneDied() {
        try (var ledgers = fleet.ledgers()) {
            await("empty outboxes").atMost(PATIENCE).until(() -> ledgers.unsent() == 0);
            assertThat(ledgers.deadLetters()).isZero();
        }
    }

    @Test
    void playsTheDemo() throws Exception {

        var demo = fleet.run("demo");

        assertThat(demo.exit()).as(demo.text()).isZero();
        assertThat(demo.text()).contains("没有死信");
    }

    @Test
    void losesNothingAndTellsOnceWhileServicesAreKilled() throws Exception {

        var families = Family.bound(fleet, FAMILIES);

        for (var round = 0; round < READINGS; round++) {
            var ago = Duration.ofSeconds(10L * (READINGS - round));
            if (round == 1) {
                fleet.kill("health-service");
            }
            if (round == 2) {
                fleet.kill("notification-service");
            }
            if (round == 3) {
                await().atMost(PATIENCE)
                        .until(() -> fleet.isRunning("health-service") && fleet.isRunning("notification-service"));
                fleet.kill("health-service");
                fleet.kill("notification-service");
            }
            Family.each(families, it -> it.measure(ago));
        }

        Family.each(families, it -> {
            await("every reading is kept").atMost(PATIENCE).until(() -> it.records() == READINGS);
            await("one alert counts them all").atMost(PATIENCE).until(() -> isOneAlertOf(it, READINGS));
            await("the elder is told").atMost(PATIENCE).until(() -> it.alertsInEldersInbox() >= 1);
            await("the child is told").atMost(PATIENCE).until(() -> it.alertsInChildsInbox() >= 1);
        });
        awaitNothingUnderWay();

        var killed = 2;
        Family.each(families, it -> {
            assertThat(it.alertsInEldersInbox()).isEqualTo(1);
            assertThat(it.alertsInChildsInbox()).isEqualTo(1);
            assertThat(it.child().alerts()).hasSize(1);
            assertThat(it.child().weChatMessages())
                    .hasSizeBetween(it.critical() ? 1 : 0, it.critical() ? 1 + killed : 1);
        });
        assertThat(familiesWithoutMessage(families)).isEqualTo(unknownDeliveriesTo(families));
        acknowledgeAll(families);
    }

    @Test
    void catchesUpAfterKafkaWasAway() throws Exception {

        var families = Family.bound(fleet, 10);

        fleet.run("stop", "kafka");
        var back = System.nanoTime() + KAFKA_AWAY.toNanos();
        Family.each(
                families,
                it -> assertThat(it.measure(Duration.ofSeconds(20))
                                .path(0)
                                .path("state")
                                .asString())
                        .as("requests go on")
                        .isEqualTo("delivered"));
        await("half a minute").atMost(PATIENCE).until(() -> System.nanoTime() > back);
        Family.each(families, it -> it.measure(Duration.ofSeconds(5)));
        fleet.run("start", "kafka");

        Family.each(families, it -> {
            await("the elder is told").atMost(PATIENCE).until(() -> it.alertsInEldersInbox() >= 1);
            await("the child is told").atMost(PATIENCE).until(() -> it.alertsInChildsInbox() >= 1);
            await("one alert counts them all").atMost(PATIENCE).until(() -> isOneAlertOf(it, 2));
            await("by WeChat")
                    .atMost(PATIENCE)
                    .until(() -> !it.child().weChatMessages().isEmpty());
        });
        awaitNothingUnderWay();
        Family.each(families, it -> {
            assertThat(it.alertsInEldersInbox()).isEqualTo(1);
            assertThat(it.alertsInChildsInbox()).isEqualTo(1);
            assertThat(it.child().weChatMessages()).hasSize(1);
        });
        acknowledgeAll(families);
    }

    @Test
    void tellsOnceAVendorHasRecovered() throws Exception {

        var families = Family.bound(fleet, 10);

        fleet.sandbox().fault("wechat", 500, 5);
        try {
            Family.each(families, it -> it.measure(Duration.ofSeconds(5)));
            Family.each(
                    families,
                    it -> await("by WeChat, late")
                            .atMost(PATIENCE)
                            .until(() -> it.child().weChatMessages().size() == 1));
        } finally {
            fleet.sandbox().mendFaults();
        }
        awaitNothingUnderWay();

        Family.each(families, it -> {
            assertThat(it.child().weChatMessages()).hasSize(1);
            assertThat(it.alertsInChildsInbox()).isEqualTo(1);
        });
        acknowledgeAll(families);
    }

    @Test
    void logsNobodysData() throws Exception {

        var family = Family.bound(fleet, true);
        family.measure(Duration.ZERO);
        await("the child is told").atMost(PATIENCE).until(() -> family.alertsInChildsInbox() >= 1);
        acknowledgeAll(List.of(family));

        assertThat(fleet.logs()).isNotEmpty().doesNotContain(family.secrets().toArray(String[]::new));
    }

    private static boolean isOneAlertOf(Family family, int readings) {
        var alerts = family.elder().alerts();
        return alerts.size() == 1 && alerts.getFirst().path("count").asInt() == readings;
    }

    /** What a vendor is being told right now has ended one way or the other. */
    private static void awaitNothingUnderWay() {
        try (var ledgers = fleet.ledgers()) {
            await("deliveries have ended")
                    .atMost(PATIENCE)
                    .until(() -> ledgers.unsent() == 0 && ledgers.number("""
                        select count(*)
                          from notification_service.deliveries
                         where state = 'sending' or (state = 'pending' and due_at < now())
                        """) == 0);
        }
    }

    private static long familiesWithoutMessage(List<Family> families) {
        return families.stream()
                .filter(it -> it.child().weChatMessages().isEmpty())
                .count();
    }

    /** Found in sending after a kill, and not critical: they may have been sent or not, and are not repeated. */
    private static long unknownDeliveriesTo(List<Family> families) {
        try (var ledgers = fleet.ledgers()) {
            return families.stream()
                    .filter(it -> it.child().weChatMessages().isEmpty())
                    .filter(it -> ledgers.number("""
                        select count(*)
                          from notification_service.deliveries
                         where channel = 'wechat' and state = 'unknown' and recipient_id = '%s'
                        """.formatted(it.child().id())) == 1)
                    .count();
        }
    }

    private static void acknowledgeAll(List<Family> families) throws InterruptedException {
        Family.each(families, it -> {
            await("the child's list")
                    .atMost(PATIENCE)
                    .until(() -> !it.child().alerts().isEmpty());
            it.child().acknowledge(it.child().alerts().getFirst().path("id").asString());
        });
    }
}
