package com.banxiang.health.record;

import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.RECORDS;
import static com.banxiang.health.Readings.pressure;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class DeleteRecordApiTests {

    Elder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void takesARecordBackOnce() {

        var id = elder.adds(pressure(120, 80, Instant.now())).path("id").asString();

        elder.app().delete(RECORDS + "/" + id).expectStatus().isOk();

        assertThat(refusal(elder.app().get(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
        assertThat(refusal(elder.app().delete(RECORDS + "/" + id), 404)).isEqualTo("RECORD_NOT_FOUND");
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void ofTwentyWhoTakeItBackAtOnceOneDoes() {

        var id = elder.adds(pressure(120, 80, Instant.now())).path("id").asString();

        var statuses = AtOnce.by(
                20,
                () -> elder.app()
                        .delete(RECORDS + "/" + id)
                        .returnResult(Void.class)
                        .getStatus()
                        .value());

        assertThat(statuses).containsOnly(200, 404).containsOnlyOnce(200);
    }

    @Test
    void recordOfADeviceStays() {

        var id = elder.adds(pressure(120, 80, Instant.now())).path("id").asString();
        elder.tables().change("update health_records set source = 'BAND' where user_id = ?", elder.id());

        assertThat(refusal(elder.app().delete(RECORDS + "/" + id), 409)).isEqualTo("RECORD_FROM_DEVICE");
        assertThat(elder.count("health_records")).isEqualTo(1);
    }
}
