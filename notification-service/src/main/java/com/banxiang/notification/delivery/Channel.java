package com.banxiang.notification.delivery;

import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A way to reach people outside the app. Each has its own vendor, pace and breaker: one that is down delays no other. */
public interface Channel {

    /** Which way. */
    enum Kind {
        PUSH,
        SMS,
        WECHAT,
        ROBOTS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** Who: people with an account here, and those who have none. */
    enum Reader {
        USER,
        CHILD,
        /** Whom an elder named for an emergency. */
        CONTACT,
        /** Whoever is on duty. */
        OPERATORS;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Reader of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** How hard it presses. */
    enum Urgency {

        /** Waits for the end of somebody's quiet hours. */
        NORMAL,

        /** Waits only where its reader said so. */
        WARNING,

        /** Waits for nothing, goes by every channel whatever its reader switched off, and is sent twice rather than never. */
        CRITICAL;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Urgency of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** @param id of the account; of the elder for the contact they named */
    record Recipient(Reader reader, UUID id) {

        public static Recipient of(Account account) {
            return new Recipient(
                    switch (account.kind()) {
                        case USER -> Reader.USER;
                        case CHILD -> Reader.CHILD;
                        case OPERATOR -> Reader.OPERATORS;
                    },
                    account.id());
        }
    }

    /**
     * What is to be sent.
     *
     * @param eventId why: an event, or a step of an escalation
     * @param type of the notification it goes with, which says whose preferences it falls under
     * @param about the elder it speaks of
     * @param step of the escalation, if it is part of one
     */
    record Message(
            UUID eventId,
            Recipient recipient,
            Kind channel,
            Inbox.Type type,
            String template,
            Map<String, String> params,
            UUID about,
            @Nullable UUID alert,
            @Nullable Integer step,
            Urgency urgency,
            Instant occurredAt) {

        boolean isCritical() {
            return urgency == Urgency.CRITICAL;
        }
    }

    /** What can be known before the vendor is called. */
    sealed interface Prepared {

        /** A call that makes sense. */
        final class Ready implements Prepared {

            private final @Nullable String key;
            private final Mono<Outcome> call;

            /**
             * @param key makes the vendor take a repeat for the same message; null if it knows no such thing. Stored
             *     before the call.
             * @param call of the vendor; subscribed at most once, after the delivery was marked as under way
             */
            public Ready(@Nullable String key, Mono<Outcome> call) {
                this.key = key;
                this.call = call;
            }

            @Nullable
            String key() {
                return key;
            }

            Mono<Outcome> call() {
                return call;
            }
        }

        /** No call is needed to know how it ends. */
        record Decided(Outcome outcome) implements Prepared {}
    }

    /** How a try ended. The reasons are words of ours or codes of the vendor, never anybody's data. */
    sealed interface Outcome {

        /** The vendor took it. */
        record Sent(@Nullable String vendorId) implements Outcome {}

        /** The vendor may have taken it or not, and would take a repeat for another message. */
        record Unsure(String why) implements Outcome {}

        /** The vendor certainly did not take it, or would know a repeat: again later. */
        record Later(String why) implements Outcome {}

        /** The vendor never will take it. */
        record Failed(String why) implements Outcome {}

        /** This person can't be reached this way. */
        record Unreachable(String why) implements Outcome {}

        /** This person wants quiet until then. */
        record Quiet(Instant until) implements Outcome {}

        /** This person is to be told another way, at once. */
        record Elsewhere(Kind channel, String why) implements Outcome {}
    }

    Kind kind();

    /**
     * Finds the address and decides whether a call makes sense; has no effect outside. Never empty.
     *
     * @param key stored at an earlier try, to be used again
     */
    Mono<Prepared> prepare(Message message, @Nullable String key);
}
