package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.webhook.Band.heartRate;
import static com.banxiang.health.webhook.Band.pressure;
import static com.banxiang.health.webhook.Band.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whose a band is, and what they agreed to. */
@ServiceTest
class BandOwnerTests {

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    MeterRegistry meters;

    Elder elder;
    Band band;

    @BeforeEach
    void pair() {
        elder = new Elder(client, database);
        band = Band.of(elder, client);
    }

    @Test
    void unlinkedBandIsAnsweredAsIfItWereLinkedAndNothingIsStored() {

        var stray = new Band(client);
        var measurements = new String[] {spo2(97), heartRate(20)};

        var linked = data(band.measures(measurements), 202);
        var unlinked = data(stray.measures(measurements), 202);

        assertThat(unlinked).isEqualTo(linked);
        assertThat(stray.remembered(elder.tables())).isZero();
    }

    @Test
    void afterUnlinkingNothingIsStored() {

        var id = data(elder.app().get("/api/v1/health/devices"), 200)
                .path("items")
                .get(0)
                .path("id")
                .asString();
        elder.app().delete("/api/v1/health/devices/" + id).expectStatus().isOk();

        assertThat(data(band.measures(spo2(97)), 202).path("status").asString()).isEqualTo("accepted");

        assertThat(elder.count("health_records")).isZero();
        assertThat(band.remembered(elder.tables())).isZero();
    }

    @Test
    void withoutConsentNothingIsStored() {

        var other = new Elder(client, database);
        other.agrees(false);
        bandIsNow(other);

        assertThat(data(band.measures(spo2(97)), 202).path("status").asString()).isEqualTo("accepted");

        assertThat(band.remembered(elder.tables())).isZero();
        assertThat(other.count("health_records")).isZero();
    }

    @Test
    void bandThatReportsIsRememberedAndOneNobodyWantsToHearIsNot() {

        data(band.measures(spo2(97)), 202);
        assertThat(reported()).isEqualTo(1);

        var other = new Elder(client, database);
        other.agrees(false);
        bandIsNow(other);
        data(band.measures(spo2(97)), 202);

        assertThat(reported()).isZero();
    }

    private long reported() {
        return elder.tables().count("""
            select count(*)
              from device_reports
              join device_links on id = link_id
             where external_id = ?
            """, band.deviceId());
    }

    @Test
    void whileNobodyCanSayWhetherTheyConsentedTheBandMustTryAgain() {

        var other = new Elder(client, database);
        other.cannotBeAskedAbout();
        bandIsNow(other);

        assertThat(refusal(band.measures(spo2(97)), 503)).isEqualTo("UPSTREAM_UNAVAILABLE");
        assertThat(band.remembered(elder.tables())).isZero();
    }

    @Test
    void readingFromBeforeTheLinkCountsAndOneOlderThanThirtyDaysDoesNot() {

        var receipt = data(
                band.measures(
                        pressure(120, 80, Instant.now().minus(Duration.ofDays(29))),
                        pressure(120, 80, Instant.now().minus(Duration.ofDays(31)))),
                202);

        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected").get(0).path("code").asString()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void whatIsThrownAwayIsCounted() {

        var other = new Elder(client, database);
        other.agrees(false);
        var notLinked = counted("not_linked");
        var noConsent = counted("no_consent");

        data(new Band(client).measures(spo2(97)), 202);
        bandIsNow(other);
        data(band.measures(spo2(97)), 202);

        assertThat(counted("not_linked")).isEqualTo(notLinked + 1);
        assertThat(counted("no_consent")).isEqualTo(noConsent + 1);
    }

    /** The copy of a yes lives for a minute; of somebody else it is heard at once. */
    private void bandIsNow(Elder other) {
        elder.tables().change("update device_links set user_id = ? where external_id = ?", other.id(), band.deviceId());
    }

    private double counted(String outcome) {
        return meters.counter("business.health.webhook", "outcome", outcome).count();
    }
}
