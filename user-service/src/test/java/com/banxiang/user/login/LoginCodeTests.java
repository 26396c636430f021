package com.banxiang.user.login;

import static com.banxiang.user.login.LoginDecision.Reason.CODE_EXPIRED;
import static com.banxiang.user.login.LoginDecision.Reason.INVALID_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.user.login.LoginCode.Check.Right;
import com.banxiang.user.login.LoginCode.Check.Useless;
import com.banxiang.user.login.LoginCode.Check.Wrong;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginCodeTests {

    static final Instant NOON = Instant.parse("2030-05-01T12:00:00Z");
    static final UUID ID = UUID.randomUUID();
    static final byte[] RIGHT = {1, 2, 3};
    static final byte[] WRONG = {1, 2, 4};

    @Test
    void opensUntilItExpires() {
        assertThat(code(0, false).tried(RIGHT, NOON.minusMillis(1))).isEqualTo(new Right(ID));
        assertThat(code(0, false).tried(RIGHT, NOON)).isEqualTo(new Useless(CODE_EXPIRED));
    }

    @Test
    void wrongTryCountsHoweverOldTheCode() {
        assertThat(code(0, false).tried(WRONG, NOON.minusMillis(1))).isEqualTo(new Wrong(ID));
        assertThat(code(4, false).tried(WRONG, NOON.plusSeconds(1))).isEqualTo(new Wrong(ID));
    }

    @Test
    void spentOneOpensForNobody() {
        assertThat(code(0, true).tried(RIGHT, NOON.minusMillis(1))).isEqualTo(new Useless(INVALID_CODE));
        assertThat(code(5, false).tried(RIGHT, NOON.minusMillis(1))).isEqualTo(new Useless(INVALID_CODE));
        assertThat(code(5, false).tried(WRONG, NOON.minusMillis(1))).isEqualTo(new Useless(INVALID_CODE));
    }

    private static LoginCode code(int wrongTries, boolean spent) {
        return new LoginCode(ID, RIGHT, NOON, wrongTries, spent);
    }
}
