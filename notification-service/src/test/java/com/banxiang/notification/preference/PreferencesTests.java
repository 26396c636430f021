package com.banxiang.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Outcome.Elsewhere;
import com.banxiang.notification.delivery.Channel.Outcome.Quiet;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.inbox.Inbox.Kind;
import com.banxiang.notification.preference.Preferences.Switch;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreferencesTests {

    /** 03:00 in China. */
    static final Instant NIGHT = Instant.parse("2026-11-20T19:00:00Z");

    static final Instant DAY = Instant.parse("2026-11-20T04:00:00Z");
    static final Instant MORNING = Instant.parse("2026-11-20T23:00:00Z");

    @ParameterizedTest
    @EnumSource
    void allowEverythingUntilSomethingIsSaid(Kind kind) {
        for (var channel : Channel.Kind.values()) {
            assertThat(Preferences.USUAL.against(kind, channel, Urgency.NORMAL, DAY))
                    .isNull();
        }
    }

    @Test
    void holdByNightWhatIsNotPressing() {

        assertThat(Preferences.USUAL.against(Kind.DEVICE, Channel.Kind.PUSH, Urgency.NORMAL, NIGHT))
                .isEqualTo(new Quiet(MORNING));
        assertThat(Preferences.USUAL.against(Kind.HEALTH, Channel.Kind.WECHAT, Urgency.NORMAL, NIGHT))
                .isEqualTo(new Quiet(MORNING));
        assertThat(Preferences.USUAL.against(Kind.HEALTH, Channel.Kind.PUSH, Urgency.WARNING, NIGHT))
                .isNull();
    }

    @Test
    void switchOffOneChannelForOneKind() {

        var mine = off(Kind.DEVICE, Channel.Kind.PUSH);

        assertThat(mine.against(Kind.DEVICE, Channel.Kind.PUSH, Urgency.NORMAL, DAY))
                .isEqualTo(new Unreachable("switched_off"));
        assertThat(mine.against(Kind.DEVICE, Channel.Kind.WECHAT, Urgency.NORMAL, DAY))
                .isNull();
        assertThat(mine.against(Kind.HEALTH, Channel.Kind.PUSH, Urgency.NORMAL, DAY))
                .isNull();
    }

    /** Else it would wait for the morning, only to be dropped. */
    @Test
    void whatIsSwitchedOffDoesNotWait() {
        assertThat(off(Kind.DEVICE, Channel.Kind.PUSH).against(Kind.DEVICE, Channel.Kind.PUSH, Urgency.NORMAL, NIGHT))
                .isEqualTo(new Unreachable("switched_off"));
    }

    @Test
    void sendHealthThatIsNotWantedInWeChatByShortMessage() {

        assertThat(off(Kind.HEALTH, Channel.Kind.WECHAT)
                        .against(Kind.HEALTH, Channel.Kind.WECHAT, Urgency.WARNING, DAY))
                .isEqualTo(new Elsewhere(Channel.Kind.SMS, "switched_off"));
        assertThat(off(Kind.DEVICE, Channel.Kind.WECHAT).against(Kind.DEVICE, Channel.Kind.WECHAT, Urgency.NORMAL, DAY))
                .isEqualTo(new Unreachable("switched_off"));
        assertThat(off(Kind.HEALTH, Channel.Kind.SMS).against(Kind.HEALTH, Channel.Kind.SMS, Urgency.WARNING, DAY))
                .isEqualTo(new Unreachable("switched_off"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingKeepsWhatIsCritical(Channel.Kind channel) {

        var mine = new Preferences(
                Set.of(new Switch(Kind.HEALTH, channel)),
                new QuietHours(QuietHours.USUAL.from(), QuietHours.USUAL.to(), true, true));

        assertThat(mine.against(Kind.HEALTH, channel, Urgency.CRITICAL, NIGHT)).isNull();
    }

    private static Preferences off(Kind kind, Channel.Kind channel) {
        return new Preferences(Set.of(new Switch(kind, channel)), QuietHours.USUAL);
    }
}
