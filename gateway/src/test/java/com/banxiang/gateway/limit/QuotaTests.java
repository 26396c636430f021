package com.banxiang.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuotaTests {

    final Quota perMinute = new Quota(60, Duration.ofMinutes(1));

    @Test
    void isAsThePageSaysUnlessItIsToldOtherwise() {

        var usual = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("banxiang.gateway.limits", LimitSettings.class);

        assertThat(usual.of(Limit.STRANGER)).isEqualTo(new Quota(100, Duration.ofMinutes(1)));
        assertThat(usual.of(Limit.ACCOUNT)).isEqualTo(new Quota(600, Duration.ofMinutes(1)));
        assertThat(usual.of(Limit.LOGIN)).isEqualTo(new Quota(30, Duration.ofMinutes(1)));
        assertThat(usual.patience()).hasMillis(100);
        assertThat(usual.remembered()).isEqualTo(100_000);
    }

    @Test
    void saysWhatIsLeft() {

        var first = perMinute.allowance(true, 1_000_000);

        assertThat(first.limit()).isEqualTo(60);
        assertThat(first.remaining()).isEqualTo(59);
        assertThat(first.untilFull()).isEqualTo(Duration.ofSeconds(1));
        assertThat(first.retryAfter()).isZero();
    }

    @Test
    void saysWhenTheNextOneMayPass() {

        var refused = perMinute.allowance(false, 59_600_000);

        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void refusesToStartWithALimitThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quota(0, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quota(1, Duration.ZERO));
    }
}
