package com.banxiang.health.device;

import com.banxiang.health.device.DeviceEvent.DeviceUnlinked;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a link: from then on what the device sends is nobody's. Asked twice, the second time changes nothing. */
@Component
final class UnlinkDevice {

    private static final Logger log = LoggerFactory.getLogger(UnlinkDevice.class);

    private final CloudAccounts accounts;
    private final DeviceLinks links;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    UnlinkDevice(
            CloudAccounts accounts, DeviceLinks links, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Fails with {@link UnknownDevice} for one the person never had. */
    Mono<Void> handle(UUID userId, UUID id) {
        return Mono.defer(() -> {
                    var now = clock.instant();
                    return links.end(userId, id, now).flatMap(ended -> finish(ended, now));
                })
                .switchIfEmpty(Mono.defer(() -> links.exists(userId, id)))
                .flatMap(known -> known ? Mono.empty() : Mono.<Void>error(() -> new UnknownDevice(id)))
                .as(transaction::transactional)
                .then(accounts.giveBack())
                .checkpoint("unlink device");
    }

    /** Whoever took the leave back themselves has been told. */
    private Mono<Boolean> finish(DeviceLink ended, Instant now) {
        return accounts.end(ended.id())
                .then(Mono.defer(() -> ended.status() == Status.REVOKED ? Mono.just(true) : announce(ended, now)));
    }

    private Mono<Boolean> announce(DeviceLink ended, Instant now) {
        return outbox.append(DeviceUnlinked.TOPIC, DeviceUnlinked.of(ended, now))
                .doOnSuccess(
                        _ -> log.atInfo().addKeyValue("deviceId", ended.id()).log("device unlinked"))
                .thenReturn(true);
    }
}
