package com.banxiang.user.trail;

import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody read or changed something somewhere.
 *
 * @param id of the event that told it
 * @param service whose audit log it stands in
 * @param who null where a service worked for nobody in particular
 * @param throughService which service asked, where one did
 * @param whose null where it was nobody's data
 */
record AuditEntry(
        UUID id,
        String service,
        @Nullable Account who,
        @Nullable String throughService,
        String what,
        @Nullable Account whose,
        String requestId,
        Instant at) {}
