package com.banxiang.notification.alert;

import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.inbox.Inbox;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be done about a fact. */
sealed interface Consequence {

    /** What is told. */
    enum Subject {
        RAISED,
        RAISED_LATE,
        ACKNOWLEDGED_SELF,
        ACKNOWLEDGED_OTHER,
        CLOSED;

        Inbox.Type type() {
            return switch (this) {
                case RAISED, RAISED_LATE -> Inbox.Type.HEALTH_ALERT;
                case ACKNOWLEDGED_SELF, ACKNOWLEDGED_OTHER -> Inbox.Type.HEALTH_ALERT_ACKNOWLEDGED;
                case CLOSED -> Inbox.Type.HEALTH_ALERT_CLOSED;
            };
        }

        /** The text in the reader's inbox: a call for help is named, a reading is not. */
        String template(String reader, @Nullable CallForHelp call) {
            var name = switch (this) {
                case RAISED -> "alert_" + reader + (call == null ? "" : "_" + call.text());
                case RAISED_LATE -> "alert_" + reader + "_late";
                case ACKNOWLEDGED_SELF -> "acknowledged_" + reader + "_self";
                case ACKNOWLEDGED_OTHER -> "acknowledged_" + reader + "_other";
                case CLOSED -> "closed_" + reader;
            };
            return call == null || this == RAISED ? name : name + "_call";
        }

        /** What those texts need of the alert. */
        Map<String, String> params(Instant at, @Nullable CallForHelp call) {
            return call == null ? Map.of("at", at.toString()) : Map.of("at", at.toString(), "call", call.text());
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Subject of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Tell the elder and the family.
     *
     * @param elderLoud by push too
     * @param familyLoud by WeChat or push too
     * @param critical waits for nothing, and is sent twice rather than never
     * @param step of the escalation this is, if it is one
     * @param at the time that is told, of a late one
     */
    record Tell(
            UUID eventId,
            Subject subject,
            boolean elderLoud,
            boolean familyLoud,
            boolean critical,
            @Nullable Integer step,
            Instant at,
            Instant occurredAt)
            implements Consequence {

        Urgency urgency() {
            return critical ? Urgency.CRITICAL : Urgency.WARNING;
        }
    }

    /** Nobody may rest until somebody answers; the minutes count from {@code since}. */
    record Escalate(Instant since) implements Consequence {}

    /** The elder says they know: strangers need not be called any more, the family still is. */
    record SpareStrangers() implements Consequence {}

    /** It is over, or somebody sees to it. */
    record Stop() implements Consequence {}
}
