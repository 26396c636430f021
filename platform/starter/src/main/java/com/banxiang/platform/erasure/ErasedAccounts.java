package com.banxiang.platform.erasure;

import com.banxiang.platform.data.Rows;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose data was erased here, as stored: rows are added, and never changed or removed. */
public final class ErasedAccounts {

    private final DatabaseClient database;

    ErasedAccounts(DatabaseClient database) {
        this.database = database;
    }

    /** Never empty. */
    public Mono<Boolean> contains(Account account) {
        return containsAny(Set.of(account));
    }

    /** Never empty. */
    Mono<Boolean> containsAny(Collection<Account> accounts) {

        return database.sql("""
            select exists (select
                             from erased_accounts
                             join unnest(:kinds::text[], :ids::uuid[]) asked (kind, id) using (kind, id))
            """)
                .bind("kinds", accounts.stream().map(it -> it.kind().text()).toArray(String[]::new))
                .bind("ids", accounts.stream().map(Account::id).toArray(UUID[]::new))
                .mapValue(Boolean.class)
                .one();
    }

    /** Answers whether it is the first time, which stays; who does the same at that moment is waited for. */
    Mono<Boolean> add(Account account, Instant now) {

        return database.sql("""
            insert into erased_accounts (kind, id, at)
            values (:kind, :id, :now)
                on conflict (kind, id) do nothing
            """)
                .bind("kind", account.kind().text())
                .bind("id", account.id())
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(added -> added == 1);
    }

    Flux<Account> since(Instant since) {
        return database.sql("select kind, id from erased_accounts where at >= :since order by at")
                .bind("since", since)
                .map(ErasedAccounts::account)
                .all();
    }

    private static Account account(Readable row) {
        return new Account(AccountKind.of(Rows.column(row, "kind", String.class)), Rows.column(row, "id", UUID.class));
    }
}
