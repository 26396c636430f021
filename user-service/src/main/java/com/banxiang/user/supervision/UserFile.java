package com.banxiang.user.supervision;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as an operator sees it.
 *
 * @param phone in clear; what is shown of it is the view's matter
 * @param statusReason why it was last disabled or let in again, null if it never was
 */
record UserFile(
        UUID id,
        String phone,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        @Nullable Integer birthYear,
        @Nullable String gender,
        @Nullable String city,
        @Nullable String district,
        AccountStatus status,
        @Nullable String statusReason,
        @Nullable Instant statusChangedAt,
        Instant createdAt) {

    enum AccountStatus {
        ACTIVE,
        DISABLED;

        /** As in the database. */
        String text() {
            return switch (this) {
                case ACTIVE -> "active";
                case DISABLED -> "disabled";
            };
        }

        static AccountStatus of(String text) {
            return switch (text) {
                case "active" -> ACTIVE;
                case "disabled" -> DISABLED;
                default ->
                    throw new IllegalArgumentException("status: %s (expected: active, disabled)".formatted(text));
            };
        }
    }

    Account account() {
        return new Account(AccountKind.USER, id);
    }

    UserFile with(AccountStatus changed, String reason, Instant at) {
        return new UserFile(
                id, phone, nickname, avatarUrl, birthYear, gender, city, district, changed, reason, at, createdAt);
    }

    @Override
    public String toString() {
        return "UserFile[%s]".formatted(id);
    }
}
