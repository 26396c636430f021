package com.banxiang.health.erasure;

import com.banxiang.health.device.CloudAccounts;
import com.banxiang.platform.erasure.Erasure;
import com.banxiang.platform.security.Account;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every table here forgets of an account.
 *
 * <p>Readings go in slices, each for itself: somebody may have a million of them, and what was removed stays removed when the
 * event has to come again. Of an alert that stays, because it is another person's, only the time of the acknowledgement stays.
 * Leaves in a brand's cloud end and are given back like any other, without anybody knowing any more whose they were.
 */
@Component
final class AccountRows implements Erasure {

    private static final UUID NOBODY = new UUID(0, 0);

    /** So many readings a statement: well within its time limit, daily aggregates included. */
    private static final int SLICE = 2_000;

    private final CloudAccounts accounts;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    AccountRows(CloudAccounts accounts, DatabaseClient database, TransactionalOperator transaction) {
        this.accounts = accounts;
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public Mono<Void> erase(Account account) {
        return switch (account.kind()) {
            case USER -> elder(account.id()).then(acknowledgements(account));
            case CHILD -> acknowledgements(account);
            case OPERATOR -> Mono.empty();
        };
    }

    /** Links before readings: from then on no device brings new ones. */
    private Mono<Void> elder(UUID id) {

        var rest = each(
                id,
                "delete from webhook_messages"
                        + " where device_id in (select external_id from device_links where user_id = :id)",
                "delete from device_reports where link_id in (select id from device_links where user_id = :id)",
                "delete from link_attempts where user_id = :id",
                "delete from device_links where user_id = :id",
                "delete from raw_payloads where user_id = :id",
                "delete from unreliable_measurements where user_id = :id",
                "delete from own_threshold_versions where user_id = :id",
                "delete from own_thresholds where user_id = :id",
                "delete from alerts where user_id = :id",
                "delete from alert_courses where user_id = :id");

        return accounts.endAll(id)
                .then(rest)
                .as(transaction::transactional)
                .then(accounts.giveBack())
                .then(readings(id))
                .then(each(
                        id,
                        "delete from daily_aggregates where user_id = :id",
                        "delete from merged_days where user_id = :id"));
    }

    private Mono<Void> readings(UUID id) {
        return slice(id)
                .expand(gone -> gone == SLICE ? slice(id) : Mono.empty())
                .then();
    }

    private Mono<Long> slice(UUID id) {

        return database.sql("""
            delete from health_records
             where (id, recorded_at) in (select id, recorded_at
                                           from health_records
                                          where user_id = :id
                                          order by recorded_at desc
                                          limit :slice)
            """).bind("id", id).bind("slice", SLICE).fetch().rowsUpdated();
    }

    private Mono<Void> acknowledgements(Account account) {

        return database.sql("""
            update alerts
               set acknowledged_by_id = :nobody
             where acknowledged_by_id = :id and acknowledged_by_kind = :kind
            """)
                .bind("nobody", NOBODY)
                .bind("id", account.id())
                .bind("kind", account.kind().name())
                .then();
    }

    private Mono<Void> each(UUID id, String... statements) {
        return Flux.fromArray(statements)
                .concatMap(statement -> database.sql(statement).bind("id", id).then())
                .then();
    }
}
