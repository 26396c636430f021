package com.banxiang.health.device;

import com.banxiang.health.device.DeviceEvent.DeviceLinked;
import com.banxiang.health.device.DeviceEvent.DeviceUnlinked;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The links of accounts in a brand's cloud, which can lose their leave and get it back. */
@Component
public final class CloudLinks {

    private static final Logger log = LoggerFactory.getLogger(CloudLinks.class);

    /** Another try where the link that stood in the way ended at that very moment. */
    private static final int TRIES = 3;

    private final DeviceLinks links;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    CloudLinks(DeviceLinks links, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        this.links = links;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The person's live link of that account, made or taken up again; empty where the account is somebody else's. Joins the
     * caller's transaction, if there is one.
     *
     * @param account by which a notification names it, not to be recognised by anybody else
     */
    public Mono<UUID> link(UUID linkId, UUID userId, String account) {
        return Mono.defer(() -> {
                    var wanted = new DeviceLink(
                            linkId,
                            userId,
                            Brand.HUAWEI,
                            account,
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            Status.LINKED,
                            1);
                    return links.add(wanted)
                            .flatMap(added -> added ? announce(wanted) : links.live(Brand.HUAWEI, account));
                })
                .repeatWhenEmpty(TRIES, again -> again)
                .filter(live -> live.userId().equals(userId))
                .delayUntil(live -> live.status() == Status.LINKED
                        ? Mono.empty()
                        : links.change(live.id(), Status.LINKED).flatMap(this::announce))
                .map(DeviceLink::id)
                .as(transaction::transactional)
                .checkpoint("link an account in a cloud");
    }

    /** The person took the leave back there: they are told that nothing arrives any more, once. Joins the transaction. */
    public Mono<Void> revoked(UUID linkId) {
        return links.change(linkId, Status.REVOKED)
                .flatMap(link -> outbox.append(DeviceUnlinked.TOPIC, DeviceUnlinked.of(link, clock.instant()))
                        .doOnSuccess(_ ->
                                log.atInfo().addKeyValue("deviceId", link.id()).log("leave taken back")))
                .as(transaction::transactional)
                .checkpoint("mark a link as revoked");
    }

    /** Whether its readings are still to be kept. Holds the link until the surrounding transaction ends. */
    public Mono<Boolean> isLive(UUID linkId) {
        return links.hold(linkId).hasElement();
    }

    /** Empty if nobody's. */
    public Mono<UUID> ofAccount(String account) {
        return links.live(Brand.HUAWEI, account).map(DeviceLink::id);
    }

    private Mono<DeviceLink> announce(DeviceLink link) {
        return outbox.append(DeviceLinked.TOPIC, DeviceLinked.of(link, clock.instant()))
                .doOnSuccess(
                        _ -> log.atInfo().addKeyValue("deviceId", link.id()).log("device linked"))
                .thenReturn(link);
    }
}
