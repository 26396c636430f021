package com.banxiang.user.invitation;

import static com.banxiang.user.invitation.Redemption.Reason.INVALID_FAMILY_CODE;
import static com.banxiang.user.invitation.Redemption.Reason.OWN_FAMILY_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.consent.Scope;
import com.banxiang.user.invitation.Redemption.Again;
import com.banxiang.user.invitation.Redemption.Granted;
import com.banxiang.user.invitation.Redemption.Refused;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FamilyCodeTests {

    static final Instant NOON = Instant.parse("2030-05-01T12:00:00Z");
    static final UUID ELDER = UUID.randomUUID();
    static final Account CHILD = new Account(AccountKind.CHILD, UUID.randomUUID());
    static final Account OTHER = new Account(AccountKind.CHILD, UUID.randomUUID());

    @Test
    void openOneLetsAChildInUntilItExpires() {

        var code = code(false, null);

        assertThat(code.redeem(CHILD, NOON.minusMillis(1))).isEqualTo(new Granted(code));
        assertThat(code.redeem(CHILD, NOON)).isEqualTo(new Refused(INVALID_FAMILY_CODE));
    }

    @Test
    void redeemedOneAnswersTheSameChildAlike() {
        assertThat(code(false, CHILD).redeem(CHILD, NOON.minusMillis(1)))
                .isEqualTo(new Again(ELDER, Set.of(Scope.HEALTH), "v1"));
    }

    @Test
    void redeemedOneIsGoodForNobodyElse() {

        var sameIdOtherKind = new Account(AccountKind.USER, CHILD.id());

        assertThat(code(false, CHILD).redeem(OTHER, NOON.minusMillis(1))).isEqualTo(new Refused(INVALID_FAMILY_CODE));
        assertThat(code(false, CHILD).redeem(sameIdOtherKind, NOON.minusMillis(1)))
                .isEqualTo(new Refused(INVALID_FAMILY_CODE));
    }

    @Test
    void voidedOneIsGoodForNobody() {
        assertThat(code(true, null).redeem(CHILD, NOON.minusMillis(1))).isEqualTo(new Refused(INVALID_FAMILY_CODE));
        assertThat(code(true, CHILD).redeem(CHILD, NOON.minusMillis(1))).isEqualTo(new Refused(INVALID_FAMILY_CODE));
    }

    @Test
    void nobodyIsTheirOwnChild() {
        assertThat(code(false, null).redeem(new Account(AccountKind.USER, ELDER), NOON.minusMillis(1)))
                .isEqualTo(new Refused(OWN_FAMILY_CODE));
    }

    private static FamilyCode code(boolean voided, Account redeemedBy) {
        return new FamilyCode(
                UUID.randomUUID(),
                ELDER,
                null,
                "v1",
                NOON,
                voided,
                redeemedBy,
                redeemedBy == null ? null : Set.of(Scope.HEALTH));
    }
}
