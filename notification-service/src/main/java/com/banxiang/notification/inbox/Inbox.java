package com.banxiang.notification.inbox;

import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where a person's notifications are put, and read from by open WebSockets. */
public interface Inbox {

    /** Of a notification; the names are what a client sees. */
    enum Type {
        HEALTH_ALERT,
        HEALTH_ALERT_ACKNOWLEDGED,
        HEALTH_ALERT_CLOSED,
        HEALTH_REPORT,
        MEASUREMENT_UNRELIABLE,
        DEVICE_SILENT,
        DEVICE_LINKED,
        DEVICE_UNLINKED,
        FAMILY_LINKED,
        FAMILY_UNLINKED,
        ORDER_CREATED,
        ORDER_PAID,
        ORDER_CANCELLED,
        ORDER_REFUNDED,
        ORDER_COMPLETED,
        APPOINTMENT_CONFIRMED,
        APPOINTMENT_CANCELLED,
        APPOINTMENT_STARTING,
        APPOINTMENT_COMPLETED,
        SERVICE_COMPLETED,
        CONSULTATION_REPLIED,
        CONSULTATION_CLOSED,
        CAPTAIN_APPROVED,
        CAPTAIN_SUSPENDED,
        ACTIVITY_PUBLISHED,
        ACTIVITY_UPDATED,
        ACTIVITY_CANCELLED,
        ACTIVITY_JOINED,
        ACTIVITY_LEFT,
        ACTIVITY_STARTING,
        ACTIVITY_WAITLIST_PROMOTED,
        TRAVEL_REQUESTED,
        TRAVEL_ANSWERED,
        MEMBERSHIP_ACTIVATED,
        REWARD_GRANTED,
        POST_PUBLISHED,
        POST_REJECTED,
        COMMENT_ADDED,
        POST_LIKED,
        MERCHANT_APPROVED,
        MERCHANT_SUSPENDED,
        BUTLER_EMERGENCY,
        MESSAGE,
        WELCOME,
        BROADCAST;

        /** Which of a person's preferences is about it. A new type does not compile until it answers. */
        public Kind kind() {
            return switch (this) {
                case HEALTH_ALERT,
                        HEALTH_ALERT_ACKNOWLEDGED,
                        HEALTH_ALERT_CLOSED,
                        HEALTH_REPORT,
                        MEASUREMENT_UNRELIABLE,
                        BUTLER_EMERGENCY -> Kind.HEALTH;
                case DEVICE_SILENT, DEVICE_LINKED, DEVICE_UNLINKED -> Kind.DEVICE;
                case FAMILY_LINKED, FAMILY_UNLINKED -> Kind.FAMILY;
                case ORDER_CREATED, ORDER_PAID, ORDER_CANCELLED, ORDER_REFUNDED, ORDER_COMPLETED -> Kind.ORDER;
                case APPOINTMENT_CONFIRMED,
                        APPOINTMENT_CANCELLED,
                        APPOINTMENT_STARTING,
                        APPOINTMENT_COMPLETED,
                        SERVICE_COMPLETED,
                        CONSULTATION_REPLIED,
                        CONSULTATION_CLOSED -> Kind.APPOINTMENT;
                case CAPTAIN_APPROVED,
                        CAPTAIN_SUSPENDED,
                        ACTIVITY_PUBLISHED,
                        ACTIVITY_UPDATED,
                        ACTIVITY_CANCELLED,
                        ACTIVITY_JOINED,
                        ACTIVITY_LEFT,
                        ACTIVITY_STARTING,
                        ACTIVITY_WAITLIST_PROMOTED,
                        TRAVEL_REQUESTED,
                        TRAVEL_ANSWERED -> Kind.ACTIVITY;
                case MEMBERSHIP_ACTIVATED, REWARD_GRANTED -> Kind.MEMBERSHIP;
                case POST_PUBLISHED, POST_REJECTED, COMMENT_ADDED, POST_LIKED -> Kind.COMMUNITY;
                case MESSAGE -> Kind.MESSAGE;
                case MERCHANT_APPROVED, MERCHANT_SUSPENDED, WELCOME, BROADCAST -> Kind.SYSTEM;
            };
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Type of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** What a person sets their preferences by; each type of notification belongs to one. */
    enum Kind {
        HEALTH,
        DEVICE,
        FAMILY,
        ORDER,
        APPOINTMENT,
        ACTIVITY,
        MEMBERSHIP,
        COMMUNITY,
        MESSAGE,
        SYSTEM;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Something to be told.
     *
     * @param eventId why; the same event tells one person once
     * @param template names the text; a name of {@code texts/} without {@code inbox.}
     * @param params what the text needs, as codes and instants
     * @param data ids for the app, nothing else
     * @param subject what it is about, for those who must hear its end too
     * @param occurredAt when it happened, for the time it took to get here
     */
    record Item(
            Account recipient,
            UUID eventId,
            Type type,
            String template,
            Map<String, String> params,
            Map<String, String> data,
            @Nullable UUID subject,
            Instant occurredAt) {}

    /**
     * A notification in the reader's language.
     *
     * @param data ids only: values are read in the app
     */
    record View(
            UUID id,
            Type type,
            String title,
            String content,
            Map<String, String> data,
            boolean isRead,
            Instant createdAt) {}

    /** @param unread of its recipient, after it came */
    record Arrived(Account recipient, View view, Instant occurredAt, long unread) {}

    /**
     * Puts each item once per event and person, and announces what is new, in the caller's transaction.
     * Holds each recipient's turn until then, so that one person's notifications are counted in the order of commit.
     */
    Mono<Void> put(Collection<Item> items);

    /** Who has been told of a subject. */
    Mono<Set<Account>> toldOf(UUID subject);

    /** Those of these notifications that exist, oldest first. */
    Flux<Arrived> find(Collection<UUID> ids, Locale language);

    /** What came to a person after a notification, oldest first: the newest {@code limit} since {@code since}. */
    Mono<List<View>> after(Account recipient, UUID last, Instant since, int limit, Locale language);

    Mono<Long> unread(Account recipient);
}
