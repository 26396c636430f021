package com.banxiang.health.webhook;

import java.time.Duration;
import java.util.List;

/** What a band hears. */
sealed interface Receipt {

    /** For counting; no tag may have more values than these. */
    Outcome outcome();

    enum Outcome {
        ACCEPTED,
        DUPLICATE,
        NOT_LINKED,
        NO_CONSENT,
        REFUSED
    }

    /**
     * Stored; or thrown away without the sender learning it, because whether somebody wears a band is nobody's business.
     *
     * @param outcome which of the two
     */
    record Accepted(int accepted, int duplicates, List<RejectedItem> rejected, Outcome outcome) implements Receipt {}

    /** @param index the item's place in the message */
    record RejectedItem(int index, BandReading.Reason code) {}

    /** The same message came before. */
    record Duplicate() implements Receipt {

        @Override
        public Outcome outcome() {
            return Outcome.DUPLICATE;
        }
    }

    /** Too often; try again later. */
    record TooOften(Duration retryAfter) implements Receipt {

        @Override
        public Outcome outcome() {
            return Outcome.REFUSED;
        }
    }

    /** No JSON, or not the fields of a message. */
    record Unreadable() implements Receipt {

        @Override
        public Outcome outcome() {
            return Outcome.REFUSED;
        }
    }

    /** No measurement, or too many. */
    record WrongSize() implements Receipt {

        @Override
        public Outcome outcome() {
            return Outcome.REFUSED;
        }
    }

    record Refused(Reason reason) implements Receipt {

        @Override
        public Outcome outcome() {
            return Outcome.REFUSED;
        }
    }

    /** Why not. The names are the error codes the sender sees. */
    enum Reason {
        MISSING_HEADER,
        TIMESTAMP_OUT_OF_WINDOW,
        BAD_SIGNATURE,
        BODY_MISMATCH,
        ID_REUSED
    }
}
