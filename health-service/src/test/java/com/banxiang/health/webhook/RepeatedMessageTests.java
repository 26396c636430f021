package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.webhook.Band.heartRate;
import static com.banxiang.health.webhook.Band.pressure;
import static com.banxiang.health.webhook.Band.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.health.Readings;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Tables;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A sender tries again until it is answered; whatever it tries, a reading is stored and told once. */
@ServiceTest
class RepeatedMessageTests {

    /** A message of one band that meets its id finds it cleaned up right after, which no test can wait for. */
    private record Forgetting(Tables tables, String deviceId) implements AutoCloseable {

        Forgetting {
            tables.change("""
                create function forget() returns trigger language plpgsql as
                $$ begin
                     delete from webhook_messages where device_id = new.device_id and message_id = new.message_id;
                     return null;
                   end $$
                """);
            tables.change("create trigger forget before insert on webhook_messages for each row"
                    + " when (new.device_id = '%s') execute function forget()".formatted(deviceId));
        }

        @Override
        public void close() {
            tables.change("drop trigger forget on webhook_messages");
            tables.change("drop function forget()");
        }
    }

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    ForgetMessages forgetMessages;

    Elder elder;
    Band band;

    @BeforeEach
    void pair() {
        elder = new Elder(client, database);
        band = Band.of(elder, client);
    }

    @Test
    void sameMessageAgainChangesNothing() {

        var id = Band.newId();
        var body = band.message(id, pressure(150, 90, Instant.now()));
        data(band.sends(id, body), 202);

        var again = data(band.sends(id, body), 200);

        assertThat(again.path("status").asString()).isEqualTo("duplicate");
        assertThat(elder.count("health_records")).isEqualTo(1);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void sameMessageTwentyTimesAtOnceIsStoredOnce() {

        var id = Band.newId();
        var body = band.message(id, pressure(150, 90, Instant.now()), spo2(97));

        var statuses = AtOnce.by(
                20,
                () -> band.sends(id, body).returnResult(Void.class).getStatus().value());

        assertThat(statuses).containsOnly(200, 202).containsOnlyOnce(202);
        assertThat(elder.count("health_records")).isEqualTo(2);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void idOfAnotherBodyIsRefused() {

        var id = Band.newId();
        data(band.sends(id, band.message(id, spo2(97))), 202);

        assertThat(refusal(band.sends(id, band.message(id, spo2(96))), 409)).isEqualTo("ID_REUSED");
        assertThat(elder.count("health_records")).isEqualTo(1);
    }

    @Test
    void messageForgottenWhileItsRepeatIsLookedUpWasStoredThen() {

        var id = Band.newId();
        var body = band.message(id, spo2(97));
        data(band.sends(id, body), 202);

        JsonNode again;
        try (var _ = new Forgetting(elder.tables(), band.deviceId())) {
            again = data(band.sends(id, body), 200);
        }

        assertThat(again.path("status").asString()).isEqualTo("duplicate");
        assertThat(band.remembered(elder.tables())).isZero();
        assertThat(elder.count("health_records")).isEqualTo(1);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void idsOfOneBandSayNothingOfAnothers() {

        var id = Band.newId();
        data(band.sends(id, band.message(id, spo2(97))), 202);
        var neighbour = new Elder(client, database);
        var other = Band.of(neighbour, client);

        data(other.sends(id, other.message(id, spo2(96))), 202);

        assertThat(neighbour.count("health_records")).isEqualTo(1);
    }

    @Test
    void sameReadingInAnotherMessageIsADuplicateAndAnotherValueAConflict() {

        var at = Instant.now();
        data(band.measures(pressure(150, 90, at)), 202);

        var receipt = data(band.measures("7", pressure(150, 90, at), pressure(151, 90, at), spo2(97)), 202);

        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("duplicates").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected")
                        .valueStream()
                        .map(it ->
                                it.path("index").asInt() + " " + it.path("code").asString()))
                .containsExactly("0 VALIDATION_FAILED", "2 RECORD_CONFLICT");
    }

    @Test
    void attemptThatFailsLeavesNothingAndTheNextOneFindsEverythingToDo() {

        var id = Band.newId();
        var body = band.message(id, spo2(97), heartRate(20));
        elder.tables()
                .change("alter table outbox_messages add constraint no_more check (message_key <> '%s') not valid"
                        .formatted(elder.key()));

        try {
            assertThat(refusal(band.sends(id, body), 500)).isEqualTo("INTERNAL_ERROR");
            assertThat(refusal(elder.app().post(Readings.RECORDS, Readings.spo2(96)), 500))
                    .isEqualTo("INTERNAL_ERROR");
            assertThat(elder.count("health_records")).isZero();
            assertThat(elder.count("raw_payloads")).isZero();
            assertThat(elder.count("unreliable_measurements")).isZero();
            assertThat(band.remembered(elder.tables())).isZero();
        } finally {
            elder.tables().change("alter table outbox_messages drop constraint no_more");
        }

        assertThat(data(band.sends(id, body), 202).path("accepted").asInt()).isEqualTo(1);
        assertThat(elder.announced("measurement-unreliable")).isEqualTo(1);
    }

    @Test
    void forgetsMessagesAfterADay() {

        var id = Band.newId();
        var body = band.message(id, spo2(97), heartRate(20));
        data(band.sends(id, body), 202);
        passes("23 hours 59 minutes");
        forgetMessages.handle().block();

        data(band.sends(id, body), 200);

        passes("1 minute");
        forgetMessages.handle().block();

        assertThat(band.remembered(elder.tables())).isZero();
        assertThat(data(band.sends(id, body), 202).path("duplicates").asInt()).isEqualTo(1);
    }

    private void passes(String time) {
        elder.tables()
                .change(
                        "update webhook_messages set received_at = received_at - ?::interval where device_id = ?",
                        time,
                        band.deviceId());
    }
}
