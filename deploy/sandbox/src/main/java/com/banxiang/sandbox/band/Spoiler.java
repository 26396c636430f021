package com.banxiang.sandbox.band;

import com.banxiang.sandbox.Secret;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes of a correct reading what is to be sent instead: one posting, or several under the same id or at once. */
@Component
final class Spoiler {

    /** The receiver tolerates 300 s either way. A message from the future gets less so on its way. */
    private static final Duration TOO_OLD = Duration.ofSeconds(301);

    private static final Duration TOO_NEW = Duration.ofSeconds(310);
    private static final int TOO_LARGE = 257 * 1024;

    /** Signatures by these were never good, or are not any more; no receiver lists them. */
    private static final WebhookSecret UNKNOWN = WebhookSecret.of("whsec_dW5rbm93bi11bmtub3duLXVua25vd24tdW5rbm93bi0=");

    private static final WebhookSecret REMOVED = WebhookSecret.of("whsec_cmVtb3ZlZC1yZW1vdmVkLXJlbW92ZWQtcmVtb3ZlZC0=");

    private final BandSettings settings;
    private final ComposeReadings compose;

    Spoiler(BandSettings settings, ComposeReadings compose) {
        this.settings = settings;
        this.compose = compose;
    }

    /** False where the sandbox was not told what it would need. */
    boolean can(Wrong wrong) {
        return settings.olderSecret() != null || (wrong != Wrong.OLDER_SECRET && wrong != Wrong.BOTH_SECRETS);
    }

    List<Posting> handle(Reading reading, Wrong wrong, String header, int count) {

        var correct = correct(reading);
        return switch (wrong) {
            case NOTHING -> List.of(correct);
            case MISSING_HEADER -> List.of(correct.without(header));
            case TIMESTAMP_TOO_OLD -> List.of(correct.withClockError(TOO_OLD.negated()));
            case TIMESTAMP_TOO_NEW -> List.of(correct.withClockError(TOO_NEW));
            case UNKNOWN_SECRET -> List.of(correct.signedBy(List.of(UNKNOWN)));
            case REMOVED_SECRET -> List.of(correct.signedBy(List.of(REMOVED)));
            case OLDER_SECRET -> List.of(correct.signedBy(List.of(older())));
            case BOTH_SECRETS -> List.of(correct.signedBy(List.of(newest(), older())));
            case MODIFIED_BYTE -> List.of(correct.sending(modified(reading.body())));
            case RESERIALISED -> List.of(correct.sending(compose.indented(reading.body())));
            case DEVICE_MISMATCH -> List.of(correct.asFrom(reading.deviceId() + "-other"));
            case ID_MISMATCH -> List.of(correct(compose.withOtherIdInside(reading)));
            case WRONG_CONTENT_TYPE -> List.of(correct.as("text/plain"));
            case NOT_JSON -> List.of(correct.notJson());
            case OVERSIZED -> List.of(correct(compose.padded(reading, TOO_LARGE)));
            case DUPLICATE -> List.of(correct, correct);
            case ID_REUSED -> List.of(correct, correct(compose.reused(reading)));
            case OUT_OF_ORDER -> List.of(correct(compose.outOfOrder(reading)));
            case IMPLAUSIBLE -> List.of(correct(compose.implausible(reading)));
            case BURST ->
                Stream.generate(() -> correct(compose.renamed(reading)))
                        .limit(count)
                        .toList();
        };
    }

    private Posting correct(Reading reading) {
        return Posting.correct(reading, newest());
    }

    private WebhookSecret newest() {
        return WebhookSecret.of(settings.secret().value());
    }

    private WebhookSecret older() {

        Secret older = settings.olderSecret();
        if (older == null) {
            throw new IllegalStateException("sandbox.band.older-secret: none");
        }
        return WebhookSecret.of(older.value());
    }

    /** Still JSON: only the signature can tell. */
    private static byte[] modified(byte[] body) {

        var changed = body.clone();
        for (var at = changed.length - 1; at >= 0; at--) {
            if (Character.isDigit(changed[at])) {
                changed[at] = (byte) (changed[at] == '9' ? '8' : changed[at] + 1);
                return changed;
            }
        }
        return changed;
    }
}
