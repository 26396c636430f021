package com.banxiang.health.pull;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.pull.Account.DEVICES;
import static com.banxiang.health.pull.Account.answer;
import static com.banxiang.health.pull.Account.heartRate;
import static com.banxiang.health.pull.Account.night;
import static com.banxiang.health.pull.Account.pressure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.platform.work.TimedWork;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is fetched, how often, and what becomes of it when Huawei or the person says no. */
@ServiceTest
class PullDeviceTests {

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    PullDevices pullDevices;

    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Elder elder;
    Account account;
    String device;

    /** Linked an hour ago; what the first look at it found is over. */
    @BeforeEach
    void link() {
        elder = new Elder(client, database);
        account = new Account(client);
        device = account.linkedTo(elder);
        await().until(() -> grants("pulled_at is not null and lease is null") == 1);
        elder.tables()
                .change(
                        "update device_grants set authorized_at = authorized_at - interval '40 days',"
                                + " pulled_at = pulled_at - interval '1 hour' where user_id = ?",
                        elder.id());
    }

    @Test
    void whatHuaweiHasIsStoredToldAndJudged() {

        account.measured(pressure(168, 104, now.minusSeconds(60)), heartRate(70, now.minusSeconds(50)));
        account.slept(night(now.minusSeconds(9 * 3600), now.minusSeconds(3600), 430));

        pull();

        var records = data(elder.app().get("/api/v1/health/records"), 200).path("items");
        assertThat(records.valueStream().map(it -> it.path("type").asString()))
                .containsExactly("heart_rate", "blood_pressure", "sleep");
        assertThat(records.valueStream().map(it -> it.path("source").asString()))
                .containsOnly("huawei");
        var events = RecordedEvents.of("health-record-ingested").await(2, elder.key());
        events.forEach(it -> EventContract.of("health-record-ingested").verify(it.value()));
        assertThat(events.getFirst().json().path("readings")).hasSize(2);
        assertThat(RecordedEvents.of("alert-raised")
                        .await(elder.key())
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("blood_pressure");
    }

    @Test
    void theSameAgainChangesNothing() {

        account.measured(heartRate(70, now.minusSeconds(60)));

        pull();
        pull();

        assertThat(elder.count("health_records")).isEqualTo(1);
        assertThat(elder.count("raw_payloads")).isEqualTo(1);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void moreThanAnEventHoldsAreSeveral() {

        account.measured(IntStream.range(0, 501)
                .mapToObj(i -> heartRate(70, now.minusSeconds(600 + i)))
                .toArray(String[]::new));

        pull();

        assertThat(elder.count("health_records")).isEqualTo(501);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(2);
    }

    @Test
    void asksForThirtyDaysAtFirstAndThenFromADayBeforeTheLastReading() {

        account.measured(heartRate(70, now.minusSeconds(3600)));
        var before = account.askedForSamples().size();

        pull();

        var first = asked(before);
        assertThat(first).hasSize(10);
        assertThat(first.getFirst().path("startTime").asLong())
                .isBetween(
                        now.minusSeconds(30 * 86400).toEpochMilli(),
                        now.minusSeconds(30 * 86400 - 60).toEpochMilli());
        assertThat(IntStream.range(1, 10)
                        .allMatch(i -> first.get(i).path("startTime").asLong()
                                == first.get(i - 1).path("endTime").asLong()))
                .isTrue();
        assertThat(first.getFirst()
                        .path("polymerizeWith")
                        .valueStream()
                        .map(it -> it.path("dataTypeName").asString()))
                .containsExactlyInAnyOrder(
                        "com.huawei.instantaneous.heart_rate",
                        "com.huawei.instantaneous.blood_pressure",
                        "com.huawei.continuous.steps.delta");

        pull();

        var second = asked(before + 10);
        assertThat(second).hasSize(1);
        assertThat(second.getFirst().path("startTime").asLong())
                .isEqualTo(now.minusSeconds(3600 + 86400).toEpochMilli());
    }

    @Test
    void neverAsksForWhatIsOlderThanTheLeave() {

        var since = now.minusSeconds(600);
        elder.tables().change("update device_grants set authorized_at = ? where user_id = ?", since, elder.id());
        var before = account.askedForSamples().size();

        pull();

        assertThat(asked(before)).hasSize(1);
        assertThat(asked(before).getFirst().path("startTime").asLong()).isEqualTo(since.toEpochMilli());
        var nights =
                account.askedForNights().getLast().queryParameter("startTime").firstValue();
        assertThat(nights).isEqualTo(since.toEpochMilli() + "000000");
    }

    @Test
    void comesBackEveryHalfHourGiveOrTakeATenth() {

        pull();

        var next = elder.tables()
                .one(
                        Double.class,
                        "select extract(epoch from due_at - pulled_at)::float8 from device_grants where user_id = ?",
                        elder.id());
        assertThat(next).isBetween(27 * 60.0 - 1, 33 * 60.0 + 1);
        var asked = account.askedForSamples().size();
        pullDevices.handle().block();
        assertThat(account.askedForSamples()).hasSize(asked);
    }

    @Test
    void tokenThatEndsSoonIsRenewedOnceHoweverManyPull() {

        elder.tables()
                .change(
                        "update device_grants set access_until = now() + interval '119 seconds' where user_id = ?",
                        elder.id());
        account.renews();
        account.nothingNew();
        due();

        AtOnce.by(20, () -> pullDevices.handle().thenReturn(true).block());

        assertThat(account.renewals()).hasSize(1);
        assertThat(grants("failures = 0 and access_until > now() + interval '58 minutes'"))
                .isEqualTo(1);
        pull();
        assertThat(account.renewals()).hasSize(1);
    }

    @Test
    void tokenThatIsRefusedIsRenewedAndTheQuestionAskedAgain() {

        account.refusesItsTokens();
        account.renews();
        account.nothingNew();
        account.measured(heartRate(70, now.minusSeconds(60)));

        pull();

        assertThat(account.renewals()).hasSize(1);
        assertThat(elder.count("health_records")).isEqualTo(1);
        for (var column : List.of("access_token", "refresh_token")) {
            var stored = elder.tables()
                    .one(byte[].class, "select %s from device_grants where user_id = ?".formatted(column), elder.id());
            assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                    .doesNotContain(account.accessToken(), account.refreshToken());
        }
    }

    @Test
    void newTokenThatIsRefusedTooIsNoReasonToGoOn() {

        account.refusesItsTokens();
        account.renews();
        account.refusesItsTokens();

        pull();

        assertThat(account.renewals()).hasSize(1);
        assertThat(grants("failures = 1")).isEqualTo(1);
    }

    @Test
    void leaveThatWasTakenBackMarksTheDeviceAndTellsThePersonOnce() {

        account.refusesItsTokens();
        account.takesBack();

        pull();
        pull();

        assertThat(devices().get(0).path("status").asString()).isEqualTo("revoked");
        var event = RecordedEvents.of("device-unlinked").await(elder.key());
        EventContract.of("device-unlinked").verify(event.value());
        assertThat(event.json().path("deviceId").asString()).isEqualTo(device);
        assertThat(event.json().path("version").asInt()).isEqualTo(2);
        assertThat(elder.count("device_grants")).isZero();
        assertThat(account.renewals()).hasSize(1);
        assertThat(refusal(elder.app().post(DEVICES + "/" + device + "/sync", ""), 409))
                .isEqualTo("AUTHORIZATION_REQUIRED");

        elder.app().delete(DEVICES + "/" + device).expectStatus().isOk();

        assertThat(elder.announced("device-unlinked")).isEqualTo(1);
        assertThat(devices()).isEmpty();
    }

    @Test
    void whoGivesTheLeaveAgainHasTheSameDevice() {

        account.refusesItsTokens();
        account.takesBack();
        pull();

        assertThat(account.linkedTo(elder)).isEqualTo(device);

        assertThat(devices().get(0).path("status").asString()).isEqualTo("linked");
        assertThat(RecordedEvents.of("device-linked")
                        .await(2, elder.key())
                        .getLast()
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(3);
        assertThat(elder.count("device_grants")).isEqualTo(1);
    }

    @Test
    void nothingIsFetchedWithoutConsent() {

        var asked = account.askedForSamples().size();
        var other = new Elder(client, database);
        other.agrees(false);
        elder.tables().change("update device_grants set user_id = ? where user_id = ?", other.id(), elder.id());
        elder = other;

        pull();

        assertThat(account.askedForSamples()).hasSize(asked);
        assertThat(grants("due_at > now() + interval '26 minutes' and lease is null"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsFetchedWhileNobodyCanSayWhetherThereIsConsent() {

        var asked = account.askedForSamples().size();
        var other = new Elder(client, database);
        other.cannotBeAskedAbout();
        elder.tables().change("update device_grants set user_id = ? where user_id = ?", other.id(), elder.id());
        elder = other;

        pull();

        assertThat(account.askedForSamples()).hasSize(asked);
        assertThat(grants("failures = 1")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 500, 503})
    void oneAccountInTroubleWaitsLongerEachTimeAndStopsNoOther(int status) {

        var other = new Elder(client, database);
        var well = new Account(client);
        well.linkedTo(other);
        await().until(() -> other.tables()
                        .count(
                                "select count(*) from device_grants where user_id = ? and pulled_at is not null",
                                other.id())
                == 1);
        well.measured(heartRate(70, now.plusSeconds(1)));
        account.onSamples(answer(status, "{\"error\": {\"code\": 403, \"message\": \"x\"}}"));
        other.tables()
                .change(
                        "update device_grants set due_at = now(), authorized_at = now() - interval '1 day' where"
                                + " user_id = ?",
                        other.id());

        pull();

        await().until(() -> other.count("health_records") == 1);
        assertThat(grants("failures = 1 and due_at between now() + interval '50 seconds' and now() + interval '1"
                        + " minute'"))
                .isEqualTo(1);
        pull();
        assertThat(grants("failures = 2 and due_at between now() + interval '110 seconds' and now() + interval"
                        + " '2 minutes'"))
                .isEqualTo(1);

        account.nothingNew();
        pull();
        assertThat(grants("failures = 0")).isEqualTo(1);
    }

    @Test
    void whoAsksTooOftenAsksNothingMoreForSoLong(
            @Autowired Grants grants,
            @Autowired LinkAttempts attempts,
            @Autowired PullDevice pullDevice,
            @Autowired PullSettings settings,
            @Autowired TimedWork timedWork,
            @Autowired IdGenerator ids) {

        var instance = new PullDevices(
                grants,
                attempts,
                pullDevice,
                new PullNudge(),
                new CloudPause(),
                settings,
                ids,
                Clock.systemUTC(),
                timedWork);
        account.onSamples(answer(429, "{}").withHeader("Retry-After", "90"));
        due();
        instance.handle().block();

        assertThat(grants("failures = 0 and due_at between now() + interval '80 seconds' and now() + interval"
                        + " '90 seconds'"))
                .isEqualTo(1);
        var asked = account.askedForSamples().size();
        due();
        instance.handle().block();
        assertThat(account.askedForSamples()).hasSize(asked);

        account.nothingNew();
        pullDevices.handle().block();
        assertThat(account.askedForSamples()).hasSizeGreaterThan(asked);
    }

    @Test
    void answerThatIsNoJsonStoresNothing() {

        account.onSamples(answer(200, "<html>"));

        pull();

        assertThat(elder.count("health_records")).isZero();
        assertThat(elder.count("raw_payloads")).isZero();
    }

    @Test
    void whatNobodyBelievesIsKeptOnceAndTheElderAskedOnce() {

        account.measured(heartRate(20, now.minusSeconds(60)));

        pull();
        elder.tables()
                .change(
                        "update unreliable_measurements set told_at = told_at - interval '1 hour' where user_id = ?",
                        elder.id());
        pull();

        assertThat(elder.count("raw_payloads")).isEqualTo(1);
        assertThat(elder.announced("measurement-unreliable")).isEqualTo(1);
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void whatArrivesAfterTheLinkEndedIsNobodys() {

        account.onConsents(answer(503, ""));
        elder.tables().change("update device_links set unlinked_at = now() where user_id = ?", elder.id());
        account.measured(heartRate(70, now.minusSeconds(60)));

        pull();

        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void leaseOfAnInstanceThatDiedEndsByItself() {

        due();
        elder.tables()
                .change(
                        "update device_grants set lease = ?, leased_until = now() + interval '1 minute' where user_id"
                                + " = ?",
                        UUID.randomUUID(),
                        elder.id());
        var asked = account.askedForSamples().size();
        pullDevices.handle().block();
        assertThat(account.askedForSamples()).hasSize(asked);

        elder.tables()
                .change(
                        "update device_grants set leased_until = now() - interval '1 second' where user_id = ?",
                        elder.id());
        pullDevices.handle().block();

        assertThat(account.askedForSamples()).hasSizeGreaterThan(asked);
    }

    @Test
    void syncFetchesAtOnceAndAgainAfterAMinute() {

        account.measured(heartRate(70, now.minusSeconds(60)));

        assertThat(data(elder.app().post(DEVICES + "/" + device + "/sync", ""), 200)
                        .path("id")
                        .asString())
                .isEqualTo(device);

        await().until(() -> elder.count("health_records") == 1);
        var refused = elder.app().post(DEVICES + "/" + device + "/sync", "");
        refused.expectHeader()
                .value("Retry-After", it -> assertThat(Integer.parseInt(it)).isBetween(1, 60));
        assertThat(refusal(refused, 429)).isEqualTo("RATE_LIMITED");

        elder.tables()
                .change(
                        "update device_grants set asked_at = asked_at - interval '1 minute' where user_id = ?",
                        elder.id());
        data(elder.app().post(DEVICES + "/" + device + "/sync", ""), 200);
    }

    @Test
    void ofTwentyWhoSyncAtOnceOneDoes() {

        var statuses = AtOnce.by(
                20,
                () -> elder.app()
                        .post(DEVICES + "/" + device + "/sync", "")
                        .returnResult(Void.class)
                        .getStatus()
                        .value());

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 429);
    }

    @Test
    void syncIsForTheOwnDeviceThatIsPulledAndAgreedTo() {

        var stranger = new Elder(client, database);
        assertThat(refusal(stranger.app().post(DEVICES + "/" + device + "/sync", ""), 404))
                .isEqualTo("DEVICE_NOT_FOUND");
        var band = data(
                        elder.app()
                                .post(
                                        DEVICES,
                                        "{\"brand\": \"band\", \"externalId\": \"%s\"}".formatted(UUID.randomUUID())),
                        201)
                .path("id")
                .asString();
        assertThat(refusal(elder.app().post(DEVICES + "/" + band + "/sync", ""), 422))
                .isEqualTo("SYNC_UNSUPPORTED");
        var without = UUID.randomUUID();
        Api.agrees(without, false);
        elder.tables().change("update device_links set user_id = ? where user_id = ?", without, elder.id());
        assertThat(refusal(
                        Api.with(client, "Bearer " + com.banxiang.testkit.TestTokens.user(without))
                                .post(DEVICES + "/" + device + "/sync", ""),
                        403))
                .isEqualTo("CONSENT_REQUIRED");
    }

    @Test
    void nothingPersonalIsLogged() {

        try (var logs = CapturedLogs.start()) {
            account.measured(pressure(168, 104, now.minusSeconds(60)));
            pull();
            account.refusesItsTokens();
            account.takesBack();
            pull();

            assertThat(logs.text()).doesNotContain(account.accessToken(), account.refreshToken(), account.openId());
        }
    }

    private void due() {
        elder.tables().change("update device_grants set due_at = now() where user_id = ?", elder.id());
    }

    private void pull() {
        due();
        pullDevices.handle().block();
    }

    private long grants(String condition) {
        return elder.tables()
                .count("select count(*) from device_grants where user_id = ? and " + condition, elder.id());
    }

    private JsonNode devices() {
        return data(elder.app().get(DEVICES), 200).path("items");
    }

    private List<JsonNode> asked(int after) {
        return account.askedForSamples().stream()
                .skip(after)
                .map(it -> JsonMapper.shared().readTree(it.getBody()))
                .toList();
    }
}
