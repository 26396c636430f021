package com.banxiang.health.pull;

import com.banxiang.health.huawei.HuaweiCloud.Granted;
import java.time.Instant;

/**
 * What opens an account in a cloud.
 *
 * @param refresh gets the next access token
 * @param accessUntil so long the access token is good
 */
record Tokens(String access, String refresh, Instant accessUntil) {

    static Tokens of(Granted granted, String refresh, Instant now) {
        return new Tokens(granted.accessToken(), refresh, now.plus(granted.lives()));
    }

    /** The refresh token stays where there is no new one. */
    Tokens renewed(Granted granted, Instant now) {
        var next = granted.refreshToken();
        return of(granted, next == null ? refresh : next, now);
    }

    /** Tokens are nobody's to read. */
    @Override
    public String toString() {
        return "Tokens[***]";
    }
}
