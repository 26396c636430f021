package com.banxiang.user.session;

import static com.banxiang.user.session.RefreshDecision.Reason.INVALID_REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.session.RefreshDecision.Refused;
import com.banxiang.user.session.RefreshDecision.Renewed;
import com.banxiang.user.session.RefreshDecision.Repeated;
import com.banxiang.user.session.RefreshDecision.Reused;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokenTests {

    static final Instant NOON = Instant.parse("2030-05-01T12:00:00Z");
    static final Session SESSION =
            new Session(UUID.randomUUID(), new Account(AccountKind.USER, UUID.randomUUID()), null);

    @Test
    void isRenewedForAnotherSevenDays() {
        assertThat(unspent().presented(AccountKind.USER, NOON))
                .isEqualTo(new Renewed(SESSION, NOON.plus(Duration.ofDays(7))));
    }

    @Test
    void isAnsweredAgainForTenSeconds() {

        var spent = spentAt(NOON, false);

        assertThat(spent.presented(AccountKind.USER, NOON.plusSeconds(10))).isEqualTo(new Repeated(SESSION));
        assertThat(spent.presented(AccountKind.USER, NOON.plusMillis(10_001))).isEqualTo(new Reused(SESSION));
    }

    @Test
    void isReusedAsSoonAsItsSuccessorIsSpent() {
        assertThat(spentAt(NOON, true).presented(AccountKind.USER, NOON.plusSeconds(1)))
                .isEqualTo(new Reused(SESSION));
    }

    @Test
    void isNothingOnTheOtherSide() {

        assertThat(unspent().presented(AccountKind.CHILD, NOON)).isEqualTo(new Refused(INVALID_REFRESH_TOKEN));
        assertThat(spentAt(NOON, true).presented(AccountKind.CHILD, NOON))
                .isEqualTo(new Refused(INVALID_REFRESH_TOKEN));
    }

    @Test
    void isNothingFromTheMomentItExpires() {

        var token = new RefreshToken(SESSION, NOON, null, false);

        assertThat(token.presented(AccountKind.USER, NOON)).isEqualTo(new Refused(INVALID_REFRESH_TOKEN));
        assertThat(token.presented(AccountKind.USER, NOON.minusMillis(1))).isInstanceOf(Renewed.class);
    }

    @Test
    void isNothingOnceTheSessionHasEnded() {

        var over = new Session(SESSION.id(), SESSION.account(), NOON);

        assertThat(new RefreshToken(over, NOON.plusSeconds(60), null, false).presented(AccountKind.USER, NOON))
                .isEqualTo(new Refused(INVALID_REFRESH_TOKEN));
    }

    private static RefreshToken unspent() {
        return new RefreshToken(SESSION, NOON.plusSeconds(60), null, false);
    }

    private static RefreshToken spentAt(Instant at, boolean successorSpent) {
        return new RefreshToken(SESSION, NOON.plusSeconds(60), at, successorSpent);
    }
}
