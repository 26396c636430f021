package com.banxiang.user.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.banxiang.user.login.LoginSettings.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeQuotaTests {

    static final Instant NOON = Instant.parse("2030-05-01T12:00:00Z");
    static final Quota THREE_IN_FIVE_MINUTES = new Quota(3, Duration.ofMinutes(5));
    static final Quota FIVE_AN_HOUR = new Quota(5, Duration.ofHours(1));

    @Test
    void oneMoreFitsWhileThereAreFewer() {
        assertThat(CodeQuota.waitFor(THREE_IN_FIVE_MINUTES, List.of(ago(10), ago(20)), NOON))
                .isZero();
    }

    @Test
    void waitsUntilTheOldestThatCountsHasLeftTheWindow() {
        assertThat(CodeQuota.waitFor(THREE_IN_FIVE_MINUTES, List.of(ago(10), ago(200), ago(20)), NOON))
                .isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void whatIsExactlyAWindowOldCountsNoMore() {
        assertThat(CodeQuota.waitFor(THREE_IN_FIVE_MINUTES, List.of(ago(10), ago(300), ago(20)), NOON))
                .isZero();
    }

    @Test
    void ofSeveralQuotasTheLongestWaitCounts() {

        var sent = List.of(ago(10), ago(20), ago(30), ago(1000), ago(2000));

        assertThat(CodeQuota.waitForAll(List.of(THREE_IN_FIVE_MINUTES, FIVE_AN_HOUR), sent, NOON))
                .isEqualTo(Duration.ofSeconds(1600));
    }

    @Test
    void quotaOfNothingIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quota(0, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quota(1, Duration.ZERO));
    }

    private static Instant ago(long seconds) {
        return NOON.minusSeconds(seconds);
    }
}
