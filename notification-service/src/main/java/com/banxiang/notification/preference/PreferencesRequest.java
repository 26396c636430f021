package com.banxiang.notification.preference;

import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.preference.ChangePreferences.Command;
import com.banxiang.notification.preference.ChangePreferences.KindChange;
import com.banxiang.notification.preference.ChangePreferences.QuietChange;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Change;
import com.banxiang.platform.web.Invalid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;

/** What is left out stays; null brings back the usual. A kind that is not named stays as well. */
record PreferencesRequest(
        Change<@Size(max = 10) List<@NotNull @Valid ChannelRequest>> channels,
        Change<@Valid QuietHoursRequest> quietHours) {

    record ChannelRequest(
            @NotNull Inbox.Kind kind,
            Change<Boolean> push,
            Change<Boolean> sms,
            Change<Boolean> wechat,
            Change<Boolean> inbox) {

        private KindChange change() {
            return new KindChange(kind, push, sms, wechat, inbox);
        }
    }

    /** @param from as {@code 22:00}, in China */
    record QuietHoursRequest(
            Change<@Pattern(regexp = TIME, message = "{quietHours.time}") String> from,
            Change<@Pattern(regexp = TIME, message = "{quietHours.time}") String> to,
            Change<Boolean> enabled,
            Change<Boolean> holdWarnings) {

        private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

        private QuietChange change() {
            return new QuietChange(time(from), time(to), enabled, holdWarnings);
        }

        private static Change<LocalTime> time(Change<String> text) {
            var value = text.value();
            return new Change<>(text.said(), value == null ? null : LocalTime.parse(value));
        }
    }

    Command by(Account who) {

        var kinds = channels.value();
        var quiet = quietHours.value();
        return new Command(
                who,
                new Change<>(channels.said(), kinds == null ? null : changes(kinds)),
                new Change<>(quietHours.said(), quiet == null ? null : quiet.change()));
    }

    private static List<KindChange> changes(List<ChannelRequest> kinds) {

        var seen = EnumSet.noneOf(Inbox.Kind.class);
        for (var i = 0; i < kinds.size(); i++) {
            if (!seen.add(kinds.get(i).kind())) {
                throw new Invalid("channels[%d].kind".formatted(i), "channels.twice");
            }
        }
        return kinds.stream().map(ChannelRequest::change).toList();
    }
}
