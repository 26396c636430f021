package com.banxiang.health.portability;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.health.Elder;
import com.banxiang.health.Readings;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What an elder takes along of what is kept here. */
@ServiceTest
class ExportElderApiTests {

    @Autowired
    WebTestClient client;

    Elder elder;

    @BeforeEach
    void begin(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void readingsAlertsThresholdsAndDevicesAreThere() {

        elder.adds(Readings.pressure(190, 125, Instant.now()));
        await().atMost(Duration.ofSeconds(60)).until(() -> elder.count("alerts") == 1);
        elder.tables().change("""
            insert into device_links (id, user_id, brand, external_id, linked_at, unlinked_at)
            values (gen_random_uuid(), ?, 'BAND', 'AA:BB', now(), now())
            """, elder.id());
        elder.tables().change("""
            insert into own_thresholds (user_id, version, bounds, changed_at)
            values (?, 1, '[{"quantity":"SYSTOLIC","high":160}]', now())
            """, elder.id());

        var exported = data(export("user-service"), 200);

        assertThat(exported.path("records")).singleElement().satisfies(it -> {
            assertThat(it.path("type").asString()).isEqualTo("blood_pressure");
            assertThat(it.path("value").asInt()).isEqualTo(190);
            assertThat(it.path("metadata").path("diastolic").asInt()).isEqualTo(125);
            assertThat(it.path("source").asString()).isEqualTo("manual");
        });
        assertThat(exported.path("alerts").get(0).path("severity").asString()).isEqualTo("critical");
        assertThat(exported.path("devices").get(0).has("unlinkedAt")).isTrue();
        assertThat(exported.path("thresholds").get(0).path("bounds")).hasSize(1);
        assertThat(exported.path("complete").asBoolean()).isTrue();
        assertThat(elder.tables()
                        .all(
                                String.class,
                                "select what || ' ' || who_service from audit_log where whose_id = ?",
                                elder.id()))
                .containsExactly("export-account user-service");
    }

    @Test
    void anAccountInACloudIsNamedByNothingThatOnlyWeUnderstand() {

        elder.tables().change("""
            insert into device_links (id, user_id, brand, external_id, linked_at)
            values (gen_random_uuid(), ?, 'HUAWEI', 'blind-index-of-an-account', now()),
                   (gen_random_uuid(), ?, 'BAND', ?, now() - interval '1 hour')
            """, elder.id(), elder.id(), "band-" + elder.key());

        var devices = data(export("user-service"), 200).path("devices");

        assertThat(devices).hasSize(2);
        assertThat(devices.get(0).path("brand").asString()).isEqualTo("huawei");
        assertThat(devices.get(0).has("externalId")).isFalse();
        assertThat(devices.get(1).path("externalId").asString()).isEqualTo("band-" + elder.key());
    }

    @Test
    void answerIsBoundedAndSaysSo() {

        elder.tables().change("""
            insert into health_records (id, user_id, type, value, details, source, recorded_at)
            select gen_random_uuid(), ?, 'HEART_RATE', 70, '{}', 'MANUAL', now() - it * interval '1 minute'
              from generate_series(1, ?) it
            """, elder.id(), ExportElder.MOST_RECORDS + 1);

        var exported = data(export("user-service"), 200);

        assertThat(exported.path("records")).hasSize(ExportElder.MOST_RECORDS);
        assertThat(exported.path("complete").asBoolean()).isFalse();
        assertThat(exported.toString().length()).isLessThan(1_000_000);
    }

    @Test
    void ofSomebodyWithNothingNothingIsThere() {

        var exported = data(export("user-service"), 200);

        assertThat(exported.path("records")).isEmpty();
        assertThat(exported.path("complete").asBoolean()).isTrue();
    }

    @Test
    void isForUserServiceAlone() {

        for (var service : List.of("child-service", "ai-service", "notification-service", "gateway")) {
            assertThat(refusal(export(service), 403)).isEqualTo("FORBIDDEN");
        }
        var asTheElder = client.get()
                .uri("/internal/users/{id}/export", elder.id())
                .header("Authorization", "Bearer " + TestTokens.user(elder.id()))
                .exchange();
        assertThat(refusal(asTheElder, 403)).isEqualTo("FORBIDDEN");
    }

    @Test
    void whatCannotBeRememberedIsNotHandedOut() {

        elder.tables().change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            assertThat(refusal(export("user-service"), 503)).isEqualTo("UPSTREAM_UNAVAILABLE");
        } finally {
            elder.tables().change("alter table audit_log_out_of_reach rename to audit_log");
        }
    }

    private ResponseSpec export(String service) {
        return client.get()
                .uri("/internal/users/{id}/export", elder.id())
                .header("Authorization", "Service " + TestTokens.service(service, "health-service"))
                .exchange();
    }
}
