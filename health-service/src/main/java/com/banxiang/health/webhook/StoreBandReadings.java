package com.banxiang.health.webhook;

import com.banxiang.health.alert.Alarms;
import com.banxiang.health.arrival.Delivered;
import com.banxiang.health.arrival.Sorted;
import com.banxiang.health.arrival.StoreArrivals;
import com.banxiang.health.device.HeardDevices;
import com.banxiang.health.device.LinkedDevices.LinkedDevice;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake;
import com.banxiang.health.webhook.BandReading.Reason;
import com.banxiang.health.webhook.Receipt.Accepted;
import com.banxiang.health.webhook.Receipt.Duplicate;
import com.banxiang.health.webhook.Receipt.Outcome;
import com.banxiang.health.webhook.Receipt.Refused;
import com.banxiang.health.webhook.Receipt.RejectedItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Keeps what a linked band sent, all in one transaction with the message's id: an attempt that fails leaves nothing, so the
 * next one finds everything to do.
 */
@Component
final class StoreBandReadings {

    record Command(LinkedDevice device, BandHeaders headers, byte[] body, BandReadings readings) {}

    private final WebhookMessages messages;
    private final StoreArrivals storeArrivals;
    private final HeardDevices heardDevices;
    private final Alarms alarms;
    private final TransactionalOperator transaction;
    private final Clock clock;

    StoreBandReadings(
            WebhookMessages messages,
            StoreArrivals storeArrivals,
            HeardDevices heardDevices,
            Alarms alarms,
            TransactionalOperator transaction,
            Clock clock) {
        this.messages = messages;
        this.storeArrivals = storeArrivals;
        this.heardDevices = heardDevices;
        this.alarms = alarms;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<Receipt> handle(Command command) {

        var sha256 = sha256(command.body());

        return messages.add(command.headers(), sha256, clock.instant())
                .flatMap(isNew -> isNew ? store(command) : compare(command.headers(), sha256))
                .as(transaction::transactional)
                .checkpoint("store band readings");
    }

    private Mono<Receipt> store(Command command) {
        return heardDevices
                .heard(command.device().linkId())
                .then(Mono.defer(() -> storeArrivals.handle(delivered(command))))
                .delayUntil(_ -> alarms.raise(
                        command.device().userId(), command.readings().calls()))
                .map(outcome -> receipt(command.readings(), outcome));
    }

    private static Delivered delivered(Command command) {
        return new Delivered(
                command.device().linkId(),
                command.device().userId(),
                Source.BAND,
                new Sorted(command.readings().arrivals(), command.readings().unbelieved()),
                new String(command.body(), StandardCharsets.UTF_8),
                false);
    }

    /** One that is forgotten at this very moment is a day old, and was stored then. */
    private Mono<Receipt> compare(BandHeaders headers, byte[] sha256) {
        return messages.isSame(headers, sha256)
                .defaultIfEmpty(true)
                .map(same -> same ? new Duplicate() : new Refused(Receipt.Reason.ID_REUSED));
    }

    private static Receipt receipt(BandReadings readings, RecordIntake.Outcome outcome) {

        var rejected = new ArrayList<>(readings.rejected());
        outcome.conflicts()
                .forEach(it ->
                        rejected.add(new RejectedItem(readings.sound().get(it).index(), Reason.RECORD_CONFLICT)));
        rejected.sort(Comparator.comparing(RejectedItem::index));

        return new Accepted(
                outcome.accepted() + readings.calls().size(), outcome.duplicates(), rejected, Outcome.ACCEPTED);
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
