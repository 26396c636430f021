package com.banxiang.health.record;

import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.BATCH;
import static com.banxiang.health.Readings.RECORDS;
import static com.banxiang.health.Readings.batch;
import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class RecordConsentTests {

    Elder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void withoutConsentNothingIsKept() {

        elder.agrees(false);

        assertThat(refusal(elder.app().post(RECORDS, pressure(120, 80, Instant.now())), 403))
                .isEqualTo("CONSENT_REQUIRED");
        assertThat(refusal(elder.app().post(BATCH, batch(spo2(97))), 403)).isEqualTo("CONSENT_REQUIRED");
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void whileNobodyCanSayWhetherTheyConsentedNothingIsKept() {

        elder.cannotBeAskedAbout();

        assertThat(refusal(elder.app().post(RECORDS, pressure(120, 80, Instant.now())), 503))
                .isEqualTo("UPSTREAM_UNAVAILABLE");
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void consentIsRememberedWhileUserServiceIsAway() {

        elder.adds(pressure(120, 80, Instant.now().minusSeconds(5)));
        elder.cannotBeAskedAbout();

        elder.adds(pressure(121, 80, Instant.now().minusSeconds(4)));
    }
}
