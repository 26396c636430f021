package com.banxiang.platform.erasure;

import com.banxiang.platform.security.Account;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the sample service forgets of somebody, and what goes wrong while it does. */
@Component
class SampleErasure implements Erasure {

    private final DatabaseClient database;
    private final Map<Account, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Map<Account, IntFunction<@Nullable Throwable>> faults = new ConcurrentHashMap<>();

    SampleErasure(DatabaseClient database) {
        this.database = database;
    }

    /** @param fault by attempt, from 1; null lets it succeed */
    void failing(Account account, IntFunction<@Nullable Throwable> fault) {
        faults.put(account, fault);
    }

    int attempts(Account account) {
        return attempts.getOrDefault(account, new AtomicInteger()).get();
    }

    @Override
    public Mono<Void> erase(Account account) {

        var attempt =
                attempts.computeIfAbsent(account, _ -> new AtomicInteger()).incrementAndGet();
        var fault = faults.getOrDefault(account, _ -> null).apply(attempt);

        return fault != null
                ? Mono.error(fault)
                : database.sql("delete from effects where sample = :sample")
                        .bind("sample", account.id().toString())
                        .then();
    }
}
