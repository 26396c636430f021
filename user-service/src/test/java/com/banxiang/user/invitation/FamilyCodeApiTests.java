package com.banxiang.user.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class FamilyCodeApiTests {

    static final String GENERATE = "/api/v1/family/generate-code";
    static final String REDEEM = "/internal/family-codes/redeem";

    /** Lets the next codes of one elder be those of somebody else, which no test can wait for. */
    private record Collisions(Stored stored, SignedIn elder, int many) implements AutoCloseable {

        Collisions {
            stored.change("insert into family_codes (id, user_id, code_hash, consent_version, created_at, expires_at,"
                    + " voided_at) values (gen_random_uuid(), '%s', 'taken', 'v', now(), now(), now())"
                            .formatted(elder.id()));
            stored.change("create sequence collisions");
            stored.change("""
                create function collide() returns trigger language plpgsql as
                $$ begin
                     if nextval('collisions') <= %d then new.code_hash = 'taken'; end if;
                     return new;
                   end $$
                """.formatted(many));
            stored.change("create trigger collide before insert on family_codes for each row"
                    + " when (new.user_id = '%s') execute function collide()".formatted(elder.id()));
        }

        @Override
        public void close() {
            stored.change("drop trigger collide on family_codes");
            stored.change("drop function collide()");
            stored.change("drop sequence collisions");
            stored.change("delete from family_codes where code_hash = 'taken'");
        }
    }

    final UUID child = UUID.randomUUID();

    Client client;
    Stored stored;
    DatabaseClient database;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        this.database = database;
        elder = client.signIn();
    }

    @Test
    void codeHasSixUnmistakableCharactersAndHalfAnHour() {

        var codes = new HashSet<String>();
        for (var i = 0; i < 20; i++) {
            codes.add(code());
        }

        assertThat(codes).hasSize(20).allSatisfy(it -> assertThat(it).matches("[A-HJKMNP-Z2-9]{6}"));
        assertThat(Instant.parse(generate(Map.of()).path("expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(29)),
                        Instant.now().plus(Duration.ofMinutes(30)));
    }

    @Test
    void saysWhatWillBeShared() {

        assertThat(texts(generate(null).path("scopes"))).containsExactly("health", "activities", "pay");
        assertThat(texts(generate(Map.of("scopes", List.of("location", "health", "health")))
                        .path("scopes")))
                .containsExactly("health", "location");
        assertThat(generate(Map.of()).path("consentVersion").asString()).isNotBlank();
    }

    @Test
    void codeIsStoredAsAKeyedHashOnly() {

        var code = code();

        assertThat(stored.count("select count(*) from family_codes it where it::text like '%' || ? || '%'", code))
                .isZero();
        assertThat(stored.count(
                        "select count(*) from family_codes where code_hash = sha256(convert_to(?, 'UTF8'))", code))
                .isZero();
    }

    @Test
    void redeemingLetsTheChildIn() {

        client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", "桂兰"))
                .expect(200);

        var welcome = redeem(code(), child).expect(200).data();

        assertThat(welcome.path("parentId").asString()).isEqualTo(elder.id().toString());
        assertThat(welcome.path("nickname").asString()).isEqualTo("桂兰");
        assertThat(texts(welcome.path("scopes"))).containsExactly("health", "activities", "pay");
        assertThat(welcome.path("consentVersion").asString()).isNotBlank();
        assertThat(stored.count(
                        "select count(*) from family_codes where user_id = ? and redeemed_by = ?"
                                + " and consent_version <> '' and created_at <= redeemed_at",
                        elder.id(),
                        child))
                .isOne();
    }

    @Test
    void codeIsReadInEitherCase() {
        redeem(code().toLowerCase(), child).expect(200);
    }

    @Test
    void codeWorksOnceAndTheSameChildIsAnsweredAlike() {

        var code = code();
        var first = redeem(code, child).expect(200).data();

        redeem(code, UUID.randomUUID()).expectRefusal(422, "INVALID_FAMILY_CODE");
        assertThat(redeem(code, child).expect(200).data()).isEqualTo(first);
    }

    @Test
    void ofTwentyChildrenAtOnceOneGetsIn() {

        var code = code();

        var answers = AtOnce.by(20, () -> redeem(code, UUID.randomUUID()));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() == 422).hasSize(19);
    }

    @Test
    void oneChildTwentyTimesAtOnceGetsInOnce() {

        var code = code();

        var answers = AtOnce.by(20, () -> redeem(code, child));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers)
                .extracting(Answer::data)
                .containsOnly(answers.getFirst().data());
    }

    @Test
    void onlyTheNewestCodeIsGood() {

        var older = code();
        var newer = code();

        redeem(older, child).expectRefusal(422, "INVALID_FAMILY_CODE");
        redeem(newer, child).expect(200);
    }

    @Test
    void newerCodeLeavesWhatWasRedeemedAsItIs() {

        var older = code();
        redeem(older, child).expect(200);
        code();

        redeem(older, child).expect(200);
    }

    @Test
    void twentyCodesAtOnceLeaveOneGood() {

        var codes = AtOnce.by(20, () -> client.post(GENERATE, elder.token(), Map.of())).stream()
                .map(it -> it.expect(201).data().path("code").asString())
                .toList();

        assertThat(stored.count(
                        "select count(*) from family_codes where user_id = ? and voided_at is null", elder.id()))
                .isOne();
        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void newCodeAndTheOldOneRedeemedAtOnceWaitForEachOther() {

        var older = code();

        var answers = Contended.row(database, "select 1 from family_codes where user_id = $1", elder.id())
                .by(() -> redeem(older, child), () -> client.post(GENERATE, elder.token(), Map.of()));

        answers.getFirst().expect(200);
        redeem(answers.getLast().expect(201).data().path("code").asString(), UUID.randomUUID())
                .expect(200);
    }

    @Test
    void codeThatSomebodyHasAlreadyIsMadeAnew() {

        try (var _ = new Collisions(stored, elder, 2)) {
            redeem(code(), child).expect(200);
        }
    }

    @Test
    void codesThatAreAllTakenAreAFaultOfOursAndLeaveTheOlderOneGood() {

        var older = code();

        try (var _ = new Collisions(stored, elder, 3)) {
            client.post(GENERATE, elder.token(), Map.of()).expectRefusal(500, "INTERNAL_ERROR");
        }
        redeem(older, child).expect(200);
    }

    @Test
    void codeIsGoodForHalfAnHour() {

        var code = code();
        older("29 minutes");
        redeem(code, child).expect(200);

        older("1 minute");
        redeem(code, child).expectRefusal(422, "INVALID_FAMILY_CODE");

        var other = code();
        older("30 minutes");
        redeem(other, UUID.randomUUID()).expectRefusal(422, "INVALID_FAMILY_CODE");
    }

    @Test
    void eleventhWrongCodeWithinAnHourWaits() {

        var code = code();
        for (var i = 0; i < 10; i++) {
            redeem("WRONG" + i, child).expectRefusal(422, "INVALID_FAMILY_CODE");
        }

        assertThat(redeem(code, child).expectRefusal(429, "RATE_LIMITED").retryAfter())
                .isBetween(3500L, 3600L);
        redeem(code, UUID.randomUUID()).expect(200);
    }

    @Test
    void limitEndsAfterAnHour() {

        for (var i = 0; i < 10; i++) {
            redeem("WRONG" + i, child).expectRefusal(422, "INVALID_FAMILY_CODE");
        }
        stored.change("update attempts set tried_at = array(select it - interval '1 hour' from unnest(tried_at) it)");

        redeem(code(), child).expect(200);
    }

    @Test
    void rightCodesDoNotCountAgainstTheLimit() {

        for (var i = 0; i < 9; i++) {
            redeem("WRONG" + i, child).expectRefusal(422, "INVALID_FAMILY_CODE");
        }
        var code = code();
        for (var i = 0; i < 5; i++) {
            redeem(code, child).expect(200);
        }

        redeem("WRONG9", child).expectRefusal(422, "INVALID_FAMILY_CODE");
        redeem(code, child).expectRefusal(429, "RATE_LIMITED");
    }

    @Test
    void guessingManyAtOnceIsNoWayAroundTheLimit() {

        var answers = AtOnce.by(30, () -> redeem("WRONG", child));

        assertThat(answers).filteredOn(it -> it.status() == 422).hasSize(10);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(20);
    }

    @Test
    void explicitScopesReplaceWhatIsShared() {

        var code = generate(Map.of("scopes", List.of("health", "location")))
                .path("code")
                .asString();
        assertThat(sharing().path("version").asLong()).isZero();

        var welcome = redeem(code, child).expect(200).data();

        assertThat(texts(welcome.path("scopes"))).containsExactly("health", "location");
        assertThat(sharing().path("version").asLong()).isOne();
        assertThat(sharing().path("location").asBoolean()).isTrue();
        assertThat(sharing().path("pay").asBoolean()).isFalse();
        assertThat(stored.count(
                        "select count(*) from audit_log where whose_id = ? and who_id = ? and what = 'change-sharing'",
                        elder.id(),
                        elder.id()))
                .isOne();
    }

    @Test
    void absentScopesLeaveWhatIsSharedAsItIs() {

        redeem(generate(Map.of("scopes", List.of("pay"))).path("code").asString(), child)
                .expect(200);

        var second = redeem(generate(Map.of()).path("code").asString(), UUID.randomUUID())
                .expect(200)
                .data();

        assertThat(texts(second.path("scopes"))).containsExactly("pay");
        assertThat(sharing().path("version").asLong()).isOne();
    }

    @Test
    void absentScopesOfWhoNeverDecidedStoreNothing() {

        redeem(code(), child).expect(200);

        assertThat(sharing().path("version").asLong()).isZero();
    }

    @Test
    void sameScopesAgainAreNoNewVersion() {

        var scopes = Map.of("scopes", List.of("health"));
        redeem(generate(scopes).path("code").asString(), child).expect(200);
        redeem(generate(scopes).path("code").asString(), UUID.randomUUID()).expect(200);

        assertThat(sharing().path("version").asLong()).isOne();
    }

    @Test
    void refusedRedemptionSharesNothing() {

        var code = generate(Map.of("scopes", List.of("location"))).path("code").asString();
        older("30 minutes");

        redeem(code, child).expectRefusal(422, "INVALID_FAMILY_CODE");

        assertThat(sharing().path("version").asLong()).isZero();
        assertThat(sharing().path("location").asBoolean()).isFalse();
    }

    @Test
    void unusedCodesAreForgottenAndRedeemedOnesKept(@Autowired FamilyCodes codes) {

        redeem(code(), child).expect(200);
        code();
        older("2 days");

        codes.forgetUnused(Instant.now().minus(Duration.ofDays(1))).block();

        assertThat(stored.count("select count(*) from family_codes where user_id = ?", elder.id()))
                .isOne();
    }

    @Test
    void readsCarefully() {

        client.post(GENERATE, elder.token(), Map.of("scopes", List.of("everything")))
                .expectMalformed("scopes[0]");
        client.post(GENERATE, elder.token(), Map.of("scopes", "health")).expectMalformed("scopes");
        client.post(GENERATE, elder.token(), "{\"scopes\":[null]}").expectRefusal(400, "VALIDATION_FAILED");
        client.post(GENERATE, elder.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(GENERATE, TestTokens.user(UUID.randomUUID()), Map.of()).expectRefusal(404, "USER_NOT_FOUND");
        client.postAs("child-service", REDEEM, Map.of("childId", child)).expectInvalid("code");
        client.postAs("child-service", REDEEM, Map.of("code", "ABC234")).expectInvalid("childId");
        client.postAs("child-service", REDEEM, Map.of("code", "ABC234", "childId", "42"))
                .expectMalformed("childId");
        redeem("X".repeat(21), child).expectInvalid("code");
    }

    private String code() {
        return generate(Map.of()).path("code").asString();
    }

    private JsonNode generate(Map<String, ?> body) {
        return client.post(GENERATE, elder.token(), body).expect(201).data();
    }

    private Answer redeem(String code, UUID whose) {
        return client.postAs("child-service", REDEEM, Map.of("code", code, "childId", whose));
    }

    private JsonNode sharing() {
        return client.getAs("child-service", "/internal/users/%s/sharing".formatted(elder.id()))
                .expect(200)
                .data();
    }

    private void older(String by) {
        stored.change(
                "update family_codes set created_at = created_at - cast(? as interval),"
                        + " expires_at = expires_at - cast(? as interval) where user_id = ?",
                by,
                by,
                elder.id());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
