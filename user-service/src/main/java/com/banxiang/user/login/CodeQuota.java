package com.banxiang.user.login;

import com.banxiang.user.login.LoginSettings.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Whether one more message may be sent after those that were. */
final class CodeQuota {

    /** How long until one more fits into the quota: zero or less if it does now. */
    static Duration waitFor(Quota quota, List<Instant> sent, Instant now) {

        var inWindow = sent.stream()
                .filter(it -> it.isAfter(now.minus(quota.within())))
                .sorted(Comparator.reverseOrder())
                .toList();

        // The one that has to leave the window before another may enter it.
        return inWindow.size() < quota.most()
                ? Duration.ZERO
                : Duration.between(now, inWindow.get(quota.most() - 1).plus(quota.within()));
    }

    /** How long until one more fits into all of them. */
    static Duration waitForAll(List<Quota> quotas, List<Instant> sent, Instant now) {
        return quotas.stream()
                .map(it -> waitFor(it, sent, now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private CodeQuota() {}
}
