package com.banxiang.health.erasure;

import static com.banxiang.health.Api.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.health.Readings;
import com.banxiang.platform.erasure.EraseAccount;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

/** An elder or a child is gone, and with them what is known of them here. */
@ServiceTest
class ForgetPeopleTests {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Every one that names an elder, as a person or as the band's. */
    static final String[] TABLES = {
        "health_records",
        "daily_aggregates",
        "merged_days",
        "alerts",
        "alert_courses",
        "device_links",
        "device_grants",
        "link_attempts",
        "raw_payloads",
        "unreliable_measurements",
        "own_thresholds",
        "own_threshold_versions",
        "webhook_messages"
    };

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    EraseAccount eraseAccount;

    Elder elder;
    Elder other;

    @BeforeEach
    void begin() {
        elder = new Elder(client, database);
        other = new Elder(client, database);
    }

    @Test
    void nothingIsLeftOfAnElder() {

        everythingOf(elder);
        everythingOf(other);
        var known = elder.tables().saying(elder.id());
        assertThat(known).contains(TABLES);
        var links = elder.tables().all(UUID.class, "select id from device_links where user_id = ?", elder.id());
        assertThat(elder.tables().saying(links.getFirst())).contains("device_reports");

        deleted("user", elder.id());

        await().atMost(PATIENCE).until(() -> elder.tables().saying(elder.id()).isEmpty());
        assertThat(links)
                .hasSize(2)
                .allSatisfy(it -> assertThat(elder.tables().saying(it)).isEmpty());
        assertThat(elder.tables().saying(other.id())).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void anAlertOfSomebodyElseDoesNotSayThatThisElderAnsweredIt() {

        alertOf(other);
        acknowledgedBy("USER", elder.id(), other);

        deleted("user", elder.id());

        await().atMost(PATIENCE).until(() -> elder.tables().saying(elder.id()).isEmpty() && isErased());
        assertThat(other.count("alerts")).isOne();
    }

    @Test
    void readingsGoHoweverManyThereAre() {

        elder.tables().change("""
            insert into health_records (id, user_id, type, value, details, source, recorded_at)
            select gen_random_uuid(), ?, 'HEART_RATE', 70, '{}', 'MANUAL', now() - it * interval '1 minute'
              from generate_series(1, 4500) it
            """, elder.id());

        StepVerifier.create(eraseAccount.handle(new Account(AccountKind.USER, elder.id())))
                .expectNext(true)
                .verifyComplete();

        assertThat(elder.tables().saying(elder.id())).isEmpty();
    }

    @Test
    void whatArrivesAfterwardsIsDroppedAndAlarmsNobody(@Autowired MeterRegistry meters) {

        var dropped = meters.counter("events.erased", "topic", "health-record-ingested");
        var before = dropped.count();
        deleted("user", elder.id());
        await().atMost(PATIENCE).until(this::isErased);

        var event = EventContract.of("health-record-ingested").full();
        event.put("userId", elder.key());
        KafkaEvents.publish("health-record-ingested", elder.key(), "/health-service", event.toString());

        await().atMost(PATIENCE).until(() -> dropped.count() > before);
        assertThat(elder.tables().saying(elder.id())).isEmpty();
        assertThat(elder.announced("alert-raised")).isZero();
    }

    @Test
    void deletedTwiceIsDeletedOnce() {

        elder.adds(Readings.pressure(128, 82, Instant.now()));
        deleted("user", elder.id());
        deleted("user", elder.id());

        await().atMost(PATIENCE).until(() -> elder.tables().saying(elder.id()).isEmpty() && isErased());
    }

    @Test
    void whoseTokenHasNotExpiredStoresNothingMore() {

        StepVerifier.create(eraseAccount.handle(new Account(AccountKind.USER, elder.id())))
                .expectNext(true)
                .verifyComplete();

        assertThat(Api.refusal(elder.app().post(Readings.RECORDS, Readings.pressure(128, 82, Instant.now())), 401))
                .isEqualTo("SESSION_REVOKED");
        assertThat(elder.tables().saying(elder.id())).isEmpty();
    }

    @Test
    void childWhoAcknowledgedIsForgottenAndTheAlertStays() {

        var child = UUID.randomUUID();
        alertOf(elder);
        acknowledgedBy("CHILD", child, elder);

        deleted("child", child);

        await().atMost(PATIENCE).until(() -> elder.tables().saying(child).isEmpty());
        assertThat(elder.count("alerts")).isOne();
    }

    private void everythingOf(Elder of) {
        alertOf(of);
        of.tables().change("""
            with link as (
                insert into device_links (id, user_id, brand, external_id, linked_at)
                values (gen_random_uuid(), ?, 'BAND', ?, now())
                returning id, user_id),
                 reports as (
                insert into device_reports (link_id, heard_at, due_at) select id, now(), now() + interval '6 hours' from link)
            insert into raw_payloads (id, user_id, device_link_id, status, reason, payload, received_at)
            select gen_random_uuid(), user_id, id, 'REJECTED', 'x', '', now() from link
            """, of.id(), "band-" + of.key());
        of.tables().change("insert into webhook_messages values (?, 'm', '', now())", "band-" + of.key());
        of.tables().change("insert into unreliable_measurements values (?, now())", of.id());
        of.tables().change("insert into own_thresholds (user_id, version) values (?, 1)", of.id());
        of.tables().change("insert into own_threshold_versions values (?, 1, '[]', now())", of.id());
        of.tables().change("""
            insert into link_attempts (state_sha256, user_id, brand, link_id, verifier, expires_at)
            values (sha256(?), ?, 'HUAWEI', gen_random_uuid(), '', now() + interval '10 minutes')
            """, of.key().getBytes(StandardCharsets.UTF_8), of.id());
        of.tables().change("""
            with link as (
                insert into device_links (id, user_id, brand, external_id, linked_at)
                values (gen_random_uuid(), ?, 'HUAWEI', ?, now())
                returning id, user_id, external_id)
            insert into device_grants (link_id, user_id, account, access_token, refresh_token, access_until, scopes,
                                       authorized_at, due_at)
            select id, user_id, external_id, '', '', now(), '{}', now(), now() + interval '1 day' from link
            """, of.id(), "account-of-" + of.id().hashCode());
        of.tables().change("insert into merged_days values (?, 'STEPS', '2026-01-01', 1000)", of.id());
        of.tables().change("""
            insert into daily_aggregates (user_id, type, day, count, sum, squares, least, greatest)
            values (?, 'STEPS', '2025-01-01', 1, 1000, 1000000, 1000, 1000)
            """, of.id());
    }

    private void acknowledgedBy(String kind, UUID id, Elder of) {
        of.tables()
                .change(
                        "update alerts set status = 'ACKNOWLEDGED', acknowledged_at = now(), acknowledged_by_kind = ?,"
                                + " acknowledged_by_id = ? where user_id = ?",
                        kind,
                        id,
                        of.id());
    }

    private void alertOf(Elder of) {
        of.adds(Readings.pressure(190, 125, Instant.now()));
        await().atMost(PATIENCE).until(() -> of.count("alerts") == 1);
        assertThat(data(of.app().get("/api/v1/health/alerts"), 200).path("items"))
                .hasSize(1);
    }

    private boolean isErased() {
        return elder.tables().count("select count(*) from erased_accounts where id = ?", elder.id()) == 1;
    }

    private static void deleted(String kind, UUID id) {
        var event = EventContract.of("user-deleted").minimal();
        event.putObject("account").put("kind", kind).put("id", id.toString());
        KafkaEvents.publish("user-deleted", id.toString(), "/user-service", event.toString());
    }
}
