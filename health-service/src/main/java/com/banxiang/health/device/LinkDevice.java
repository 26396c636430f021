package com.banxiang.health.device;

import static com.banxiang.health.device.LinkDevice.Reason.BRAND_UNAVAILABLE;
import static com.banxiang.health.device.LinkDevice.Reason.CONSENT_REQUIRED;
import static com.banxiang.health.device.LinkDevice.Reason.DEVICE_IN_USE;

import com.banxiang.health.consent.HealthConsent;
import com.banxiang.health.device.CloudAccounts.WayThere;
import com.banxiang.health.device.DeviceEvent.DeviceLinked;
import com.banxiang.health.device.LinkDevice.Decision.LeaveNeeded;
import com.banxiang.health.device.LinkDevice.Decision.Linked;
import com.banxiang.health.device.LinkDevice.Decision.Refused;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Makes a device a person's own. One that has an owner stays with them; asked twice by its owner, it answers the same link.
 */
@Component
final class LinkDevice {

    private static final Logger log = LoggerFactory.getLogger(LinkDevice.class);

    /** Another try where the link that stood in the way ended at that very moment. */
    private static final int TRIES = 3;

    /** @param externalId what a band calls itself; a cloud says who it is */
    record Command(UUID userId, Brand brand, @Nullable String externalId) {}

    sealed interface Decision {

        /** The person has to agree at the brand's page first. */
        record LeaveNeeded(WayThere way) implements Decision {}

        record Linked(DeviceLink link) implements Decision {}

        record Refused(Reason reason) implements Decision {}
    }

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        BRAND_UNAVAILABLE,
        CONSENT_REQUIRED,
        DEVICE_IN_USE
    }

    private final HealthConsent consent;
    private final CloudAccounts accounts;
    private final DeviceLinks links;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;

    LinkDevice(
            HealthConsent consent,
            CloudAccounts accounts,
            DeviceLinks links,
            Outbox outbox,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock) {
        this.consent = consent;
        this.accounts = accounts;
        this.links = links;
        this.outbox = outbox;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<Decision> handle(Command command) {

        if (!isAvailable(command.brand())) {
            return Mono.just(new Refused(BRAND_UNAVAILABLE));
        }

        return consent.isGiven(command.userId())
                .flatMap(given -> given ? link(command) : Mono.just(new Refused(CONSENT_REQUIRED)))
                .checkpoint("link device");
    }

    private boolean isAvailable(Brand brand) {
        return switch (brand) {
            case BAND -> true;
            case HUAWEI -> accounts.isAvailable();
            case XIAOMI -> false;
        };
    }

    private Mono<Decision> link(Command command) {

        var externalId = command.externalId();

        return externalId == null
                ? accounts.begin(command.userId()).map(LeaveNeeded::new)
                : Mono.defer(() -> tryToLink(linkOf(command, externalId)))
                        .repeatWhenEmpty(TRIES, again -> again)
                        .as(transaction::transactional);
    }

    private Mono<Decision> tryToLink(DeviceLink link) {
        return links.add(link)
                .flatMap(added -> added ? announce(link) : links.live(link.brand(), link.externalId()))
                .map(live -> live.userId().equals(link.userId()) ? new Linked(live) : new Refused(DEVICE_IN_USE));
    }

    private Mono<DeviceLink> announce(DeviceLink link) {
        return outbox.append(DeviceLinked.TOPIC, DeviceLinked.of(link, link.linkedAt()))
                .doOnSuccess(
                        _ -> log.atInfo().addKeyValue("deviceId", link.id()).log("device linked"))
                .thenReturn(link);
    }

    private DeviceLink linkOf(Command command, String externalId) {
        return new DeviceLink(
                ids.generateId(),
                command.userId(),
                command.brand(),
                externalId,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Status.LINKED,
                1);
    }
}
