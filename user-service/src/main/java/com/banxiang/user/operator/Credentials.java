package com.banxiang.user.operator;

import static com.banxiang.user.operator.OperatorLoginDecision.Reason.ACCOUNT_DISABLED;
import static com.banxiang.user.operator.OperatorLoginDecision.Reason.INVALID_CREDENTIALS;
import static com.banxiang.user.operator.OperatorLoginDecision.Reason.INVALID_OTP;
import static com.banxiang.user.operator.OperatorLoginDecision.Reason.OTP_REQUIRED;

import com.banxiang.user.credential.OneTimeSecret;
import com.banxiang.user.operator.OperatorLoginDecision.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator proves to be one with.
 *
 * @param secret null for whom the password is enough
 * @param lastStep of the code that was taken last
 */
record Credentials(
        UUID operator, String passwordHash, @Nullable OneTimeSecret secret, long lastStep, boolean disabled) {

    static final long NEVER = -1;

    private static final UUID NOBODY = new UUID(0, 0);

    /** Of a name nobody has. */
    static Credentials ofNobody(String hashOfNone) {
        return new Credentials(NOBODY, hashOfNone, null, NEVER, true);
    }

    sealed interface Check {

        /** @param step of the code, to be remembered; null where none was needed */
        record Passed(@Nullable Long step) implements Check {}

        record Failed(Reason reason) implements Check {}
    }

    /**
     * What somebody is told who knows the password.
     *
     * @param checked the hash it was found right against, outside any lock
     */
    Check shown(String checked, @Nullable String code, Instant now) {

        if (!passwordHash.equals(checked)) {
            return new Check.Failed(INVALID_CREDENTIALS);
        }
        if (disabled) {
            return new Check.Failed(ACCOUNT_DISABLED);
        }
        if (secret == null) {
            return new Check.Passed(null);
        }
        if (code == null) {
            return new Check.Failed(OTP_REQUIRED);
        }

        var step = secret.stepOf(code, lastStep, now);
        return step.isPresent() ? new Check.Passed(step.getAsLong()) : new Check.Failed(INVALID_OTP);
    }

    @Override
    public String toString() {
        return "Credentials[operator=%s]".formatted(operator);
    }
}
