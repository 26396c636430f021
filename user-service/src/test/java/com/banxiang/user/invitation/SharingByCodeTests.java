package com.banxiang.user.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Giving a code is the consent: what it shares when it is redeemed. */
@ServiceTest
class SharingByCodeTests extends FamilyCodeScene {

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
}
