package com.banxiang.user.trail;

import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries an administrator asks for.
 *
 * @param who an account, null for anybody
 * @param service that did it or asked for it, null for any or none
 * @param whose an account, null for anybody's
 * @param from the first instant, null for ever
 * @param until the first instant that is not asked for, null for ever
 */
record AuditQuery(
        @Nullable UUID who,
        @Nullable String service,
        @Nullable UUID whose,
        @Nullable Instant from,
        @Nullable Instant until) {

    private static final Pattern SERVICE = Pattern.compile("[a-z]{2,20}-service");
    private static final Pattern KIND = Pattern.compile("^(user|child|operator):");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * As it stands in a query: accounts as their id, with or without their kind before it ({@code user:0192…}), a service by
     * its name, times, or days as China counts them. Fails with {@link Invalid}.
     */
    static AuditQuery of(@Nullable String who, @Nullable String whose, @Nullable String from, @Nullable String to) {

        var service = who != null && SERVICE.matcher(who).matches() ? who : null;
        var first = instant("from", from, 0);
        var until = instant("to", to, 1);
        if (first != null && until != null && !first.isBefore(until)) {
            throw new Invalid("from", "audit.period");
        }

        return new AuditQuery(
                service == null ? account("who", who) : null, service, account("whose", whose), first, until);
    }

    private static @Nullable UUID account(String field, @Nullable String text) {
        try {
            return text == null ? null : TimeOrderedIds.parse(KIND.matcher(text).replaceFirst(""));
        } catch (IllegalArgumentException unreadable) {
            throw new Invalid(field, "value.invalid");
        }
    }

    /** @param plusDays where a day stands for its end */
    private static @Nullable Instant instant(String field, @Nullable String text, int plusDays) {

        if (text == null) {
            return null;
        }
        try {
            return DAY.matcher(text).matches()
                    ? Times.parse(LocalDate.parse(text).plusDays(plusDays) + "T00:00:00")
                    : Times.parse(text);
        } catch (DateTimeParseException | IllegalArgumentException unreadable) {
            throw new Invalid(field, "value.invalid");
        }
    }
}
