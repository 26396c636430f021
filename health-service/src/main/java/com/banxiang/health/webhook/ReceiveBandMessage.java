package com.banxiang.health.webhook;

import static com.banxiang.health.webhook.Receipt.Reason.BAD_SIGNATURE;
import static com.banxiang.health.webhook.Receipt.Reason.BODY_MISMATCH;
import static com.banxiang.health.webhook.Receipt.Reason.MISSING_HEADER;
import static com.banxiang.health.webhook.Receipt.Reason.TIMESTAMP_OUT_OF_WINDOW;

import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.consent.HealthConsent;
import com.banxiang.health.device.HeardDevices;
import com.banxiang.health.device.LinkedDevices;
import com.banxiang.health.webhook.Receipt.Accepted;
import com.banxiang.health.webhook.Receipt.Outcome;
import com.banxiang.health.webhook.Receipt.Refused;
import com.banxiang.health.webhook.Receipt.TooOften;
import com.banxiang.health.webhook.Receipt.Unreadable;
import com.banxiang.health.webhook.Receipt.WrongSize;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes one message of a band: is it complete, of now, from somebody who knows the secret, not too often, about itself? Only
 * then does it look whose band it is.
 */
@Component
final class ReceiveBandMessage {

    private static final Logger log = LoggerFactory.getLogger(ReceiveBandMessage.class);

    /** @param body as it arrived: what is signed are its bytes */
    record Command(Optional<BandHeaders> headers, byte[] body) {}

    private final WebhookKeys keys;
    private final WebhookSettings settings;
    private final DeviceRateLimit limit;
    private final LinkedDevices devices;
    private final HeardDevices heardDevices;
    private final HealthConsent consent;
    private final StoreBandReadings storeBandReadings;
    private final ClinicalRules rules;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;

    ReceiveBandMessage(
            WebhookKeys keys,
            WebhookSettings settings,
            DeviceRateLimit limit,
            LinkedDevices devices,
            HeardDevices heardDevices,
            HealthConsent consent,
            StoreBandReadings storeBandReadings,
            ClinicalRules rules,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.limit = limit;
        this.devices = devices;
        this.heardDevices = heardDevices;
        this.consent = consent;
        this.storeBandReadings = storeBandReadings;
        this.rules = rules;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<Receipt> handle(Command command) {
        return Mono.defer(() -> receive(command)).doOnNext(this::report).checkpoint("receive band message");
    }

    private Mono<Receipt> receive(Command command) {

        if (command.headers().isEmpty()) {
            return Mono.just(new Refused(MISSING_HEADER));
        }

        var headers = command.headers().get();

        if (!headers.isWithin(settings.window(), clock.instant())) {
            return Mono.just(new Refused(TIMESTAMP_OUT_OF_WINDOW));
        }

        if (!keys.match(headers.messageId(), headers.timestamp(), command.body(), headers.signature())) {
            return Mono.just(new Refused(BAD_SIGNATURE));
        }

        var wait = limit.waitFor(headers.deviceId());

        if (wait.isPositive()) {
            return Mono.just(new TooOften(wait));
        }

        return read(headers, command.body());
    }

    private Mono<Receipt> read(BandHeaders headers, byte[] body) {

        BandMessage message;

        try {
            message = json.readValue(body, BandMessage.class);
        } catch (JacksonException unreadable) {
            return Mono.just(new Unreadable());
        }

        if (message == null) {
            return Mono.just(new Unreadable());
        }

        if (!message.isOf(headers)) {
            return Mono.just(new Refused(BODY_MISMATCH));
        }

        if (!message.hasReadableSize()) {
            return Mono.just(new WrongSize());
        }

        var readings = BandReadings.of(message, json, clock.instant(), rules.plausibility());
        return deliver(headers, body, readings);
    }

    private Mono<Receipt> deliver(BandHeaders headers, byte[] body, BandReadings readings) {
        return devices.band(headers.deviceId())
                .flatMap(device -> consent.isGiven(device.userId())
                        .flatMap(given -> given
                                ? storeBandReadings.handle(
                                        new StoreBandReadings.Command(device, headers, body, readings))
                                : heardDevices
                                        .ignored(device.linkId())
                                        .thenReturn(thrownAway(readings, Outcome.NO_CONSENT))))
                .switchIfEmpty(Mono.fromSupplier(() -> thrownAway(readings, Outcome.NOT_LINKED)));
    }

    /** Answered as if it had been kept: a sender learns nothing about who wears what, and doesn't try again for ever. */
    private static Receipt thrownAway(BandReadings readings, Outcome outcome) {
        return new Accepted(readings.accepted(), 0, readings.rejected(), outcome);
    }

    private void report(Receipt receipt) {

        var outcome = receipt.outcome().name().toLowerCase(Locale.ROOT);
        meters.counter(WebhookMeter.MESSAGES.getName(), WebhookMeter.Tag.OUTCOME.asString(), outcome)
                .increment();

        if (receipt instanceof Refused(var reason)) {
            log.info("message of a band refused: {}", reason);
        } else {
            log.debug("message of a band: {}", outcome);
        }
    }
}
