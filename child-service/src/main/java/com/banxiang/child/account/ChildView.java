package com.banxiang.child.account;

import com.banxiang.platform.web.Masked;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it; the phone is masked even so. */
record ChildView(
        UUID id,
        String nickname,
        @Nullable String avatarUrl,
        @Nullable String phone,
        Instant createdAt) {

    static ChildView of(Child child) {
        return new ChildView(
                child.id(),
                child.nickname(),
                child.avatarUrl(),
                child.phone() == null ? null : Masked.phone(child.phone()),
                child.createdAt());
    }
}
