package com.banxiang.health.alert;

import java.time.Instant;

/** Why and when an episode was over. */
record Ending(Reason reason, Instant at) {

    enum Reason {
        /** Enough readings in a row were inside the bounds by the margin. */
        RECOVERED,
        /** Nothing was measured any more. */
        STALE,
        /** The one reading it rested on was taken back. */
        CORRECTED,
        /** A child or an operator answered a call for help. */
        ACKNOWLEDGED
    }
}
