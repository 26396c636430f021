package com.banxiang.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.sandbox.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.AlternativeJdkIdGenerator;

class AccessTokensTests {

    final SettableClock clock = new SettableClock();
    final AccessTokens tokens = new AccessTokens(clock, new AlternativeJdkIdGenerator());

    @Test
    void everybodyGetsTheSameTokenUntilItsLastFiveMinutes() {

        var first = tokens.stable();
        clock.forward(Duration.ofMinutes(115).minusSeconds(1));

        assertThat(tokens.stable()).isEqualTo(first);
        clock.forward(Duration.ofSeconds(1));
        assertThat(tokens.stable()).isNotEqualTo(first);
    }

    @Test
    void bothTokensWorkForFiveMinutes() {

        var first = tokens.stable();
        clock.forward(Duration.ofMinutes(115));
        var second = tokens.stable();

        tokens.check(first.value());
        tokens.check(second.value());
        clock.forward(Duration.ofMinutes(5));
        expectRefusal(first.value(), 42001);
        tokens.check(second.value());
    }

    @Test
    void forcingANewTokenKillsTheOldAtOnce() {

        var first = tokens.stable();
        var second = tokens.forced();

        assertThat(tokens.stable()).isEqualTo(second).isNotEqualTo(first);
        expectRefusal(first.value(), 40001);
    }

    @Test
    void forcingIsRefusedWithinThirtySeconds() {

        tokens.forced();
        clock.forward(Duration.ofSeconds(30).minusMillis(1));

        assertThatThrownBy(tokens::forced).hasMessage("45009");
        clock.forward(Duration.ofMillis(1));
        tokens.forced();
    }

    @Test
    void forcingIsRefusedTheTwentyFirstTimeInADay() {

        for (var time = 0; time < 20; time++) {
            tokens.forced();
            clock.forward(Duration.ofMinutes(1));
        }

        assertThatThrownBy(tokens::forced).hasMessage("45009");
        clock.forward(Duration.ofDays(1));
        tokens.forced();
    }

    @Test
    void anExpiredTokenIsReplaced() {

        var first = tokens.stable();
        tokens.expire();

        expectRefusal(first.value(), 42001);
        assertThat(tokens.stable()).isNotEqualTo(first);
    }

    @Test
    void aTokenNobodyIssuedIsUnknown() {
        expectRefusal("SANDBOX_guessed", 40001);
        expectRefusal("", 41001);
    }

    private void expectRefusal(String value, int errcode) {
        assertThatThrownBy(() -> tokens.check(value)).hasMessage(Integer.toString(errcode));
    }
}
