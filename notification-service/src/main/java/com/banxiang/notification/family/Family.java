package com.banxiang.notification.family;

import com.banxiang.platform.security.Account;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who is to hear of an elder, and where. Phones and openids are asked for when they are needed, and never passed on. */
public interface Family {

    /**
     * Somebody bound to an elder.
     *
     * @param relationship what they are to the elder, e.g. {@code daughter}
     * @param hearsOfHealth the elder shares it and they want to know
     */
    record Relative(
            Account who,
            String relationship,
            boolean hearsOfHealth,
            @Nullable String openid,
            @Nullable String alertPhone) {

        @Override
        public String toString() {
            return "Relative[%s]".formatted(who.text());
        }
    }

    /**
     * An elder as strangers may hear of them.
     *
     * @param emergencyPhone of the person they named for an emergency
     */
    record Elder(@Nullable String surname, @Nullable String emergencyPhone) {

        @Override
        public String toString() {
            return "Elder[***]";
        }
    }

    /**
     * Everybody bound to the elder just now. While their owner is away, as last known; fails with
     * {@link com.banxiang.platform.web.Unavailable} if nothing ever was.
     */
    Mono<List<Relative>> of(UUID elder);

    /** Like {@link #of}. */
    Mono<Elder> elder(UUID elder);

    /** Whether a bond still lives: asked of its owner each time, the projection's answer while the owner is away. */
    Mono<Boolean> isBonded(Account relative, UUID elder);

    /** Whether a child left a phone for alerts with any of their parents, as last known. */
    Mono<Boolean> hasAlertPhone(UUID child);
}
