package com.banxiang.notification.preference;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.wechat.WeChatConsents;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every kind with its channels, whether the person ever changed it or not.
 *
 * @param reachable whether anything outside the app reaches them when it matters
 * @param wechat for children only
 */
record PreferencesView(
        List<ChannelView> channels,
        QuietHoursView quietHours,
        boolean reachable,
        @Nullable WeChatView wechat) {

    /**
     * @param wechat for children only
     * @param inbox always: what was told can be read
     */
    record ChannelView(
            Inbox.Kind kind,
            boolean push,
            boolean sms,
            @Nullable Boolean wechat,
            boolean inbox) {

        private static ChannelView of(Inbox.Kind kind, boolean child, Preferences mine) {
            return new ChannelView(
                    kind,
                    mine.allows(kind, Channel.Kind.PUSH),
                    mine.allows(kind, Channel.Kind.SMS),
                    child ? mine.allows(kind, Channel.Kind.WECHAT) : null,
                    true);
        }
    }

    /**
     * @param from as {@code 22:00}, in China
     * @param holdWarnings whether health warnings wait, too
     */
    record QuietHoursView(String from, String to, boolean enabled, boolean holdWarnings) {

        private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

        private static QuietHoursView of(QuietHours it) {
            return new QuietHoursView(text(it.from()), text(it.to()), it.enabled(), it.holdWarnings());
        }

        private static String text(LocalTime time) {
            return MINUTE.format(time);
        }
    }

    /** @param remaining of the health reminder; left out while nothing was reported */
    record WeChatView(@Nullable Integer remaining, List<WeChatConsents.Remaining> templates) {}

    static PreferencesView of(Account who, ReadPreferences.Answer it) {

        var child = who.kind() == AccountKind.CHILD;
        return new PreferencesView(
                Arrays.stream(Inbox.Kind.values())
                        .map(kind -> ChannelView.of(kind, child, it.preferences()))
                        .toList(),
                QuietHoursView.of(it.preferences().quietHours()),
                it.reachability().reachable(),
                child ? new WeChatView(it.reachability().wechatRemaining(), it.templates()) : null);
    }
}
