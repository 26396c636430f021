package com.banxiang.health.webhook;

import com.banxiang.health.alert.Alarms;
import com.banxiang.health.device.HeardDevices;
import com.banxiang.health.device.LinkedDevices.LinkedDevice;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake;
import com.banxiang.health.webhook.BandReading.Reason;
import com.banxiang.health.webhook.MeasurementEvent.MeasurementUnreliable;
import com.banxiang.health.webhook.Receipt.Accepted;
import com.banxiang.health.webhook.Receipt.Duplicate;
import com.banxiang.health.webhook.Receipt.Outcome;
import com.banxiang.health.webhook.Receipt.Refused;
import com.banxiang.health.webhook.Receipt.RejectedItem;
import com.banxiang.platform.outbox.Outbox;
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
    private final RecordIntake intake;
    private final HeardDevices heardDevices;
    private final Alarms alarms;
    private final RawPayloads rawPayloads;
    private final UnreliableMeasurements unreliable;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final WebhookSettings settings;
    private final Clock clock;

    StoreBandReadings(
            WebhookMessages messages,
            RecordIntake intake,
            HeardDevices heardDevices,
            Alarms alarms,
            RawPayloads rawPayloads,
            UnreliableMeasurements unreliable,
            Outbox outbox,
            TransactionalOperator transaction,
            WebhookSettings settings,
            Clock clock) {
        this.messages = messages;
        this.intake = intake;
        this.heardDevices = heardDevices;
        this.alarms = alarms;
        this.rawPayloads = rawPayloads;
        this.unreliable = unreliable;
        this.outbox = outbox;
        this.transaction = transaction;
        this.settings = settings;
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
                .then(keepRaw(command))
                .then(askToMeasureAgain(command))
                .then(intake.store(
                        command.device().userId(),
                        Source.BAND,
                        command.readings().arrivals()))
                .delayUntil(_ -> alarms.raise(
                        command.device().userId(), command.readings().calls()))
                .map(outcome -> receipt(command.readings(), outcome));
    }

    /** One that is forgotten at this very moment is a day old, and was stored then. */
    private Mono<Receipt> compare(BandHeaders headers, byte[] sha256) {
        return messages.isSame(headers, sha256)
                .defaultIfEmpty(true)
                .map(same -> same ? new Duplicate() : new Refused(Receipt.Reason.ID_REUSED));
    }

    private Mono<Void> keepRaw(Command command) {
        return command.readings().raw().isEmpty()
                ? Mono.empty()
                : rawPayloads.keep(command.device(), command.readings().raw(), clock.instant());
    }

    private Mono<Void> askToMeasureAgain(Command command) {

        var type = command.readings().alarming();

        if (type == null) {
            return Mono.empty();
        }

        var user = command.device().userId();
        var now = clock.instant();

        return unreliable
                .ask(user, now, now.minus(settings.unreliableToldEvery()))
                .flatMap(version -> outbox.append(
                        MeasurementUnreliable.TOPIC, new MeasurementUnreliable(user, type, now, now, version)));
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
