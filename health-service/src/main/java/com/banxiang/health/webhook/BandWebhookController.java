package com.banxiang.health.webhook;

import com.banxiang.health.webhook.Receipt.Accepted;
import com.banxiang.health.webhook.Receipt.Duplicate;
import com.banxiang.health.webhook.Receipt.Reason;
import com.banxiang.health.webhook.Receipt.RejectedItem;
import com.banxiang.health.webhook.Receipt.TooOften;
import com.banxiang.health.webhook.Receipt.Unreadable;
import com.banxiang.health.webhook.Receipt.WrongSize;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where bands, or the phones that read them, send what was measured. The body is taken as bytes: they are what is signed. */
@RestController
final class BandWebhookController {

    private static final String BAND = "band";
    private static final int LARGEST_BODY = 256 * 1024;

    record ReceiptView(
            Status status,
            @Nullable Integer accepted,
            @Nullable Integer duplicates,
            @Nullable List<RejectedReading> rejected) {}

    record RejectedReading(int index, String code) {

        private static RejectedReading of(RejectedItem it) {
            return new RejectedReading(it.index(), it.code().name());
        }
    }

    enum Status {
        ACCEPTED,
        DUPLICATE
    }

    private final ReceiveBandMessage receiveBandMessage;

    BandWebhookController(ReceiveBandMessage receiveBandMessage) {
        this.receiveBandMessage = receiveBandMessage;
    }

    @PostMapping("/api/v1/webhooks/devices/{brand}")
    Mono<ResponseEntity<Envelope<ReceiptView>>> receive(@PathVariable String brand, ServerHttpRequest request) {

        if (!brand.equals(BAND)) {
            return Answers.notFound(ErrorCode.NOT_FOUND.name());
        }

        var headers = request.getHeaders();

        if (headers.getContentLength() > LARGEST_BODY) {
            return Mono.error(new Refused(ErrorCode.PAYLOAD_TOO_LARGE));
        }

        if (!isJson(headers)) {
            return Mono.error(new Refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
        }

        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(BandWebhookController::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> new ReceiveBandMessage.Command(BandHeaders.of(headers::getFirst), body))
                .flatMap(receiveBandMessage::handle)
                .flatMap(BandWebhookController::answer);
    }

    private static Mono<ResponseEntity<Envelope<ReceiptView>>> answer(Receipt receipt) {
        return switch (receipt) {
            case Accepted it ->
                Answers.accepted(new ReceiptView(
                        Status.ACCEPTED,
                        it.accepted(),
                        it.duplicates(),
                        it.rejected().stream().map(RejectedReading::of).toList()));
            case Duplicate _ -> Answers.ok(new ReceiptView(Status.DUPLICATE, null, null, null));
            case TooOften(var wait) -> Mono.error(new Refused(ErrorCode.RATE_LIMITED, wait));
            case Unreadable _ -> Mono.error(new Refused(ErrorCode.MALFORMED_REQUEST));
            case WrongSize _ -> Answers.invalid("measurements", "webhook.measurements", BandMessage.MOST_MEASUREMENTS);
            case Receipt.Refused(var reason) -> refused(reason);
        };
    }

    private static Mono<ResponseEntity<Envelope<ReceiptView>>> refused(Reason reason) {
        return switch (reason) {
            case MISSING_HEADER -> Answers.badRequest(reason);
            case TIMESTAMP_OUT_OF_WINDOW, BAD_SIGNATURE -> Answers.unauthorized(reason);
            case BODY_MISMATCH -> Answers.unprocessable(reason);
            case ID_REUSED -> Answers.conflict(reason);
        };
    }

    private static boolean isJson(HttpHeaders headers) {
        try {
            var type = headers.getContentType();
            return type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
