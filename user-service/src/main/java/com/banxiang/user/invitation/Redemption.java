package com.banxiang.user.invitation;

import com.banxiang.user.consent.Scope;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** The answer to somebody who names a family code. */
sealed interface Redemption {

    /** The first time. */
    record Granted(FamilyCode code) implements Redemption {}

    /** The same child again. */
    record Again(UUID elder, Set<Scope> scopes, String consentVersion) implements Redemption {}

    record Refused(Reason reason) implements Redemption {}

    record TooManyTries(Duration retryAfter) implements Redemption {}

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        OWN_FAMILY_CODE,
        INVALID_FAMILY_CODE
    }
}
