package com.banxiang.health.pull;

import static com.banxiang.health.pull.Account.DEVICES;
import static com.banxiang.health.pull.Account.answer;
import static com.banxiang.health.pull.Account.begin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.health.Elder;
import com.banxiang.health.huawei.HuaweiCloud;
import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.erasure.EraseAccount;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.work.TimedWork;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.IdGenerator;
import reactor.test.StepVerifier;

/** A leave that is over is given back, whoever ended it and whatever is in trouble at that moment. */
@ServiceTest
class GiveLeavesBackTests {

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    Leaves leaves;

    @Autowired
    GiveLeavesBack giveLeavesBack;

    @Autowired
    EraseAccount eraseAccount;

    @Autowired
    BlindIndex index;

    Elder elder;
    Account account;
    String device;

    @BeforeEach
    void link() {
        elder = new Elder(client, database);
        account = new Account(client);
        device = account.linkedTo(elder);
    }

    @Test
    void unlinkingGivesTheLeaveBackAndForgetsTheTokens() {

        unlink();

        assertThat(elder.count("device_grants")).isZero();
        await().until(() -> left("true") == 0);
        assertThat(elder.announced("device-unlinked")).isEqualTo(1);
        assertThat(account.givenBack()).hasSize(1);
        assertThat(account.givenBack().getFirst().queryParameter("deleteData").firstValue())
                .isEqualTo("false");
        RecordedEvents.of("device-unlinked").await(elder.key());
    }

    @Test
    void forgettingThePersonGivesTheLeaveBackToo() {

        var other = new Elder(client, database);
        new Account(client).linkedTo(other);

        erase(true);

        assertThat(elder.count("device_grants")).isZero();
        await().until(() -> left("true") == 0);
        assertThat(account.givenBack()).hasSize(1);
        assertThat(other.count("device_grants")).isEqualTo(1);
    }

    @Test
    void whileHuaweiIsAwayTheTokensAreKeptAndNobodyKnowsWhose() {

        account.onConsents(answer(503, ""));

        erase(true);

        await().until(() -> left("failures = 1 and lease is null") == 1);
        assertThat(elder.count("device_grants")).isZero();
        assertThat(elder.tables().saying(elder.id())).isEmpty();
        assertThat(elder.tables().saying(device)).isEmpty();
        assertThat(left("due_at between now() + interval '50 seconds' and now() + interval '1 minute'"))
                .isEqualTo(1);

        giveBack();
        assertThat(left("failures = 2 and due_at > now() + interval '110 seconds'"))
                .isEqualTo(1);

        account.onConsents(answer(200, "{}"));
        giveLeavesBack.handle().block();
        assertThat(left("true")).isEqualTo(1);
        giveBack();
        assertThat(left("true")).isZero();
        assertThat(account.givenBack()).hasSize(3);
    }

    @Test
    void forgottenTwiceIsGivenBackOnce() {

        account.onConsents(answer(503, ""));
        erase(true);
        await().until(() -> left("failures = 1") == 1);
        erase(false);
        assertThat(left("true")).isEqualTo(1);

        account.onConsents(answer(200, "{}"));
        giveBack();
        giveBack();
        erase(false);

        assertThat(left("true")).isZero();
        assertThat(account.givenBack()).hasSize(2);
    }

    @Test
    void erasingThatFailsHalfWayLeavesTheGrantAndIsDoneAgain() {

        elder.tables().change("alter table own_threshold_versions rename to out_of_reach");
        try {
            StepVerifier.create(eraseAccount.handle(account())).verifyError();
        } finally {
            elder.tables().change("alter table out_of_reach rename to own_threshold_versions");
        }
        assertThat(elder.count("device_grants")).isEqualTo(1);
        assertThat(left("true")).isZero();
        assertThat(account.givenBack()).isEmpty();

        erase(false);

        assertThat(elder.count("device_grants")).isZero();
        await().until(() -> left("true") == 0);
        assertThat(account.givenBack()).hasSize(1);
    }

    @Test
    void leaveInTheHandsOfAnInstanceThatDiedIsTakenUpWhenItsLeaseEnds() {

        end();
        elder.tables()
                .change(
                        "update leaves_to_give_back set lease = gen_random_uuid(), leased_until = now() + interval"
                                + " '1 minute' where account = ?",
                        index());
        giveLeavesBack.handle().block();
        assertThat(account.givenBack()).isEmpty();

        elder.tables()
                .change(
                        "update leaves_to_give_back set leased_until = now() - interval '1 second' where account = ?",
                        index());
        giveLeavesBack.handle().block();

        assertThat(account.givenBack()).hasSize(1);
        assertThat(left("true")).isZero();
    }

    @Test
    void whoDiedAfterHuaweiHeardItIsDoneTheSecondTime() {

        end();
        account.refusesItsTokens();
        account.takesBack();

        giveBack();

        assertThat(left("true")).isZero();
        assertThat(account.renewals()).hasSize(1);
    }

    @Test
    void ofTwentyInstancesOneGivesItBack() {

        end();

        AtOnce.by(20, () -> giveLeavesBack.handle().thenReturn(true).block());

        assertThat(account.givenBack()).hasSize(1);
        assertThat(left("true")).isZero();
    }

    @Test
    void tokenThatHasEndedIsRenewedAndKept() {

        end();
        elder.tables()
                .change(
                        "update leaves_to_give_back set access_until = now() - interval '1 hour' where account = ?",
                        index());
        account.renews();
        account.onConsents(answer(503, ""));
        giveBack();
        assertThat(left("failures = 1 and access_until > now() + interval '58 minutes'"))
                .isEqualTo(1);
        nothingIsStoredInClear(account);

        account.onConsents(answer(200, "{}"));
        giveBack();

        assertThat(left("true")).isZero();
        assertThat(account.renewals()).hasSize(1);
        assertThat(account.givenBack()).hasSize(2);
    }

    @Test
    void whatCannotBeGivenBackForADayIsForgotten() {

        end();
        account.onConsents(answer(503, ""));
        elder.tables()
                .change(
                        "update leaves_to_give_back set ended_at = now() - interval '23 hours 59 minutes' where"
                                + " account = ?",
                        index());
        giveBack();
        assertThat(left("true")).isEqualTo(1);

        elder.tables()
                .change(
                        "update leaves_to_give_back set ended_at = ended_at - interval '1 minute' where account = ?",
                        index());
        giveBack();

        assertThat(left("true")).isZero();
    }

    @Test
    void whoLinksTheAccountAgainKeepsTheLeave() {

        account.onConsents(answer(503, ""));
        erase(true);
        await().until(() -> left("failures = 1") == 1);
        account.onConsents(answer(200, "{}"));

        var anew = new Elder(client, database);
        assertThat(account.comesBack(begin(anew).path("state").asString())).endsWith("result=ok");
        giveBack();

        assertThat(left("true")).isZero();
        assertThat(account.givenBack()).hasSize(1);
        assertThat(anew.count("device_grants")).isEqualTo(1);
    }

    @Test
    void whoAsksTooOftenWaitsAndCountsNoFailure(
            @Autowired UseTokens useTokens,
            @Autowired HuaweiCloud cloud,
            @Autowired PullSettings settings,
            @Autowired IdGenerator ids,
            @Autowired MeterRegistry meters,
            @Autowired TimedWork timedWork) {

        var instance = new GiveLeavesBack(
                leaves, useTokens, cloud, new CloudPause(), settings, ids, meters, Clock.systemUTC(), timedWork);
        end();
        account.onConsents(answer(429, "{}").withHeader("Retry-After", "90"));
        due();
        instance.handle().block();
        assertThat(left("failures = 0 and due_at between now() + interval '80 seconds' and now() + interval"
                        + " '90 seconds'"))
                .isEqualTo(1);

        due();
        instance.handle().block();
        assertThat(account.givenBack()).hasSize(1);

        account.onConsents(answer(200, "{}"));
        giveBack();
        assertThat(left("true")).isZero();
    }

    @Test
    void tokensAreStoredEncryptedAndNeverLogged() {

        try (var logs = CapturedLogs.start()) {
            end();
            account.onConsents(answer(503, ""));
            giveBack();

            nothingIsStoredInClear(account);
            assertThat(logs.text()).doesNotContain(account.accessToken(), account.refreshToken(), account.openId());
        }
    }

    @Test
    void leaveToReadNothingIsGivenBackLaterWhileHuaweiIsAway() {

        var reluctant = new Account(client);
        reluctant.agrees("openid", 3600);
        reluctant.onConsents(answer(503, ""));

        assertThat(reluctant.comesBack(begin(elder).path("state").asString())).endsWith("result=denied");
        await().until(() -> left(reluctant, "failures = 1") == 1);
        nothingIsStoredInClear(reluctant);

        reluctant.onConsents(answer(200, "{}"));
        elder.tables().change("update leaves_to_give_back set due_at = now() where account = ?", index(reluctant));
        giveLeavesBack.handle().block();
        assertThat(left(reluctant, "true")).isZero();
        assertThat(elder.count("device_grants")).isEqualTo(1);
    }

    private void nothingIsStoredInClear(Account of) {
        for (var column : new String[] {"access_token", "refresh_token"}) {
            var stored = elder.tables()
                    .one(
                            byte[].class,
                            "select %s from leaves_to_give_back where account = ?".formatted(column),
                            index(of));
            assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                    .doesNotContain(of.accessToken(), of.refreshToken());
        }
    }

    private void unlink() {
        elder.app().delete(DEVICES + "/" + device).expectStatus().isOk();
    }

    /** Without anybody being told to look at once. */
    private void end() {
        leaves.end(UUID.fromString(device), Instant.now()).block();
    }

    private void erase(boolean first) {
        StepVerifier.create(eraseAccount.handle(account())).expectNext(first).verifyComplete();
    }

    private com.banxiang.platform.security.Account account() {
        return new com.banxiang.platform.security.Account(AccountKind.USER, elder.id());
    }

    private void due() {
        elder.tables().change("update leaves_to_give_back set due_at = now() where account = ?", index());
    }

    private void giveBack() {
        due();
        giveLeavesBack.handle().block();
    }

    private long left(String condition) {
        return left(account, condition);
    }

    private long left(Account of, String condition) {
        return elder.tables()
                .count("select count(*) from leaves_to_give_back where account = ? and " + condition, index(of));
    }

    private String index() {
        return index(account);
    }

    private String index(Account of) {
        return FinishLinking.account(index, of.openId());
    }
}
