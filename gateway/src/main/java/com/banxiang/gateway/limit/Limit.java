package com.banxiang.gateway.limit;

/** Who is counted, and against what. */
public enum Limit {

    /** An address that shows no valid token. */
    STRANGER,

    /** An account, wherever it asks from. */
    ACCOUNT,

    /** An address that logs in: codes and passwords are guessed there. */
    LOGIN,

    /** An address that reports for many people, each call signed: it must not drown an alert. */
    WEBHOOK
}
