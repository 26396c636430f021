package com.banxiang.user.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An elder asks for a code: what it looks like, and which one is good. */
@ServiceTest
class GenerateFamilyCodeTests extends FamilyCodeScene {

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
    void unusedCodesAreForgottenAndRedeemedOnesKept(@Autowired FamilyCodes codes) {

        redeem(code(), child).expect(200);
        code();
        older("2 days");

        codes.forgetUnused(Instant.now().minus(Duration.ofDays(1))).block();

        assertThat(stored.count("select count(*) from family_codes where user_id = ?", elder.id()))
                .isOne();
    }

    @Test
    void isReadCarefully() {

        client.post(GENERATE, elder.token(), Map.of("scopes", List.of("everything")))
                .expectMalformed("scopes[0]");
        client.post(GENERATE, elder.token(), Map.of("scopes", "health")).expectMalformed("scopes");
        client.post(GENERATE, elder.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(GENERATE, TestTokens.user(UUID.randomUUID()), Map.of()).expectRefusal(404, "USER_NOT_FOUND");
    }
}
