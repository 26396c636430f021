package com.banxiang.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests are answered in which time.
 *
 * @param per in which a bucket that was emptied is full again
 * @param stranger permits for each address without a valid token
 * @param account permits for each account with one
 * @param login permits for each address on the paths where people log in
 * @param webhook permits for each address on the paths where signed reports come in
 * @param patience how long a request waits for Redis before it is counted here
 * @param remembered how many addresses and accounts a replica counts for itself at most
 */
@ConfigurationProperties("banxiang.gateway.limits")
record LimitSettings(
        @DefaultValue("1m") Duration per,
        @DefaultValue("100") int stranger,
        @DefaultValue("600") int account,
        @DefaultValue("30") int login,
        @DefaultValue("6000") int webhook,
        @DefaultValue("100ms") Duration patience,
        @DefaultValue("100000") int remembered) {

    Quota of(Limit limit) {
        return switch (limit) {
            case STRANGER -> new Quota(stranger, per);
            case ACCOUNT -> new Quota(account, per);
            case LOGIN -> new Quota(login, per);
            case WEBHOOK -> new Quota(webhook, per);
        };
    }
}
