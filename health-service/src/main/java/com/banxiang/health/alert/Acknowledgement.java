package com.banxiang.health.alert;

import com.banxiang.platform.security.Account;
import java.time.Instant;

/** Somebody has seen a telling and answers for it. */
record Acknowledgement(Account by, Instant at) {}
