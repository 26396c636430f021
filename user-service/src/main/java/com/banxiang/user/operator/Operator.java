package com.banxiang.user.operator;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for the house.
 *
 * @param doctorId whom medical-service knows them as, null for who is no doctor
 * @param staffId the same for those who serve people at home
 * @param otp whether a code of their phone is asked for beside the password
 */
record Operator(
        UUID id,
        String username,
        Set<Role> roles,
        @Nullable UUID doctorId,
        @Nullable UUID staffId,
        boolean otp,
        boolean disabled,
        Instant createdAt) {

    Account account() {
        return new Account(AccountKind.OPERATOR, id);
    }

    /** Whether they can make operators and disable accounts now. */
    boolean administers() {
        return !disabled && roles.contains(Role.ADMIN);
    }
}
