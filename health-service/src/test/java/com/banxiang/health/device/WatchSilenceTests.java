package com.banxiang.health.device;

import static com.banxiang.health.Api.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.banxiang.health.Elder;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A device that used to report and doesn't any more. */
@ServiceTest
class WatchSilenceTests {

    /** Noon in China, some years from now: whatever was heard of is due. */
    static final Instant NOON = Instant.parse("2040-06-01T04:00:00Z");

    static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));

    @Autowired
    WatchSilence watchSilence;

    @Autowired
    HeardDevices heardDevices;

    Elder elder;
    UUID device;

    @BeforeEach
    void link(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
        var linked = data(
                elder.app()
                        .post(
                                "/api/v1/health/devices",
                                "{\"brand\": \"band\", \"externalId\": \"dev-%s\"}".formatted(UUID.randomUUID())),
                201);
        device = UUID.fromString(linked.path("id").asString());
    }

    @Test
    void silentDeviceIsToldOnce() {

        reports();
        var heardAt =
                elder.tables().one(Instant.class, "select heard_at from device_reports where link_id = ?", device);

        try (var logs = CapturedLogs.start()) {
            watchSilence.handle(NOON).block();
            logs.assertSomewhere("device silent", device.toString());
            logs.assertNowhere(elder.key());
        }
        watchSilence.handle(NOON.plusSeconds(60)).block();

        var event = RecordedEvents.of("device-silent").await(elder.key());
        EventContract.of("device-silent").verify(event.value());
        assertThat(event.json().path("deviceId").asString()).isEqualTo(device.toString());
        assertThat(event.json().path("at").asString()).isEqualTo(heardAt.toString());
        assertThat(event.json().path("version").asInt()).isEqualTo(1);
        assertThat(elder.announced("device-silent")).isEqualTo(1);
    }

    @Test
    void deviceThatReportsAgainMayFallSilentAgain() {

        reports();
        watchSilence.handle(NOON).block();
        reports();
        watchSilence.handle(NOON).block();

        assertThat(elder.announced("device-silent")).isEqualTo(2);
        assertThat(elder.tables().one(Long.class, "select silences from device_reports where link_id = ?", device))
                .isEqualTo(2);
    }

    @Test
    void deviceThatReportsIsNotSilent() {

        reports();
        reportedAgo("7 hours");
        reports();

        watchSilence.handle(dueAt().minusMillis(1)).block();
        assertThat(elder.announced("device-silent")).isZero();
    }

    @Test
    void sixHoursAfterTheLastReportItIs() {

        reports();
        elder.tables()
                .change(
                        "update device_reports set heard_at = ?, due_at = ? where link_id = ?",
                        NOON.minus(Duration.ofHours(5)),
                        NOON.plus(Duration.ofHours(1)),
                        device);

        watchSilence.handle(NOON.plus(Duration.ofHours(1)).minusMillis(1)).block();
        assertThat(elder.announced("device-silent")).isZero();
        watchSilence.handle(NOON.plus(Duration.ofHours(1))).block();
        assertThat(elder.announced("device-silent")).isEqualTo(1);
    }

    @Test
    void atNightNobodyIsTold() {

        reports();

        watchSilence.handle(MIDNIGHT).block();
        assertThat(elder.announced("device-silent")).isZero();
        watchSilence.handle(MIDNIGHT.plus(Duration.ofHours(7))).block();
        assertThat(elder.announced("device-silent")).isEqualTo(1);
    }

    @Test
    void deviceThatNeverReportedIsNotMissed() {

        watchSilence.handle(NOON).block();

        assertThat(elder.announced("device-silent")).isZero();
    }

    @Test
    void deviceThatWasUnlinkedIsNotMissed() {

        reports();
        elder.app().delete("/api/v1/health/devices/" + device).expectStatus().isOk();

        watchSilence.handle(NOON).block();

        assertThat(elder.announced("device-silent")).isZero();
    }

    @Test
    void deviceNobodyWantsToHearIsNotMissed() {

        reports();
        heardDevices.ignored(device).block();

        watchSilence.handle(NOON).block();

        assertThat(elder.announced("device-silent")).isZero();
    }

    @Test
    void severalWhoLookAtOnceTellOnce() {

        reports();

        AtOnce.by(5, () -> {
            watchSilence.handle(NOON).block();
            return true;
        });

        assertThat(elder.announced("device-silent")).isEqualTo(1);
    }

    @Test
    void isMarkedTogetherWithItsEventOrNotAtAll() {

        reports();
        elder.tables()
                .change("alter table outbox_messages add constraint no_silence check (message_key <> '%s') not valid"
                        .formatted(elder.key()));

        try {
            assertThatException().isThrownBy(() -> watchSilence.handle(NOON).block());
        } finally {
            elder.tables().change("alter table outbox_messages drop constraint no_silence");
        }

        watchSilence.handle(NOON).block();
        assertThat(elder.announced("device-silent")).isEqualTo(1);
    }

    private void reports() {
        heardDevices.heard(device).block();
    }

    private void reportedAgo(String interval) {
        elder.tables()
                .change(
                        "update device_reports set heard_at = heard_at - ?::interval where link_id = ?",
                        interval,
                        device);
    }

    private Instant dueAt() {
        return elder.tables().one(Instant.class, "select due_at from device_reports where link_id = ?", device);
    }
}
