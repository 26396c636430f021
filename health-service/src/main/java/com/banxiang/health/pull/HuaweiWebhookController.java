package com.banxiang.health.pull;

import com.banxiang.health.pull.ReceiveNotification.Reason;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where Huawei's cloud says that there is something new. Anything but 204 means to it that it was not heard. */
@RestController
final class HuaweiWebhookController {

    private static final String SIGNATURE = "x-notification-signature";
    private static final int LARGEST_BODY = 64 * 1024;

    private final ReceiveNotification receiveNotification;

    HuaweiWebhookController(ReceiveNotification receiveNotification) {
        this.receiveNotification = receiveNotification;
    }

    @PostMapping("/api/v1/webhooks/devices/huawei")
    Mono<ResponseEntity<Envelope<Void>>> receive(ServerHttpRequest request) {

        var headers = request.getHeaders();

        if (headers.getContentLength() > LARGEST_BODY) {
            return Mono.error(new Refused(ErrorCode.PAYLOAD_TOO_LARGE));
        }

        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(HuaweiWebhookController::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> new ReceiveNotification.Command(headers.getFirst(SIGNATURE), body))
                .flatMap(receiveNotification::handle)
                .flatMap(decision -> switch (decision) {
                    case HEARD, NOBODYS ->
                        Mono.just(ResponseEntity.status(HttpStatus.NO_CONTENT).build());
                    case UNREADABLE -> Mono.error(new Refused(ErrorCode.MALFORMED_REQUEST));
                    case UNSIGNED -> Answers.unauthorized(Reason.BAD_SIGNATURE);
                });
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
