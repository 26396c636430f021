package com.banxiang.gateway.door;

import com.banxiang.gateway.route.Sending;
import com.banxiang.platform.web.BodyLimits;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/**
 * A body that is cut off where it grows too long; one that announces its length was refused before. It also tells a
 * client that broke off from a service that did, which would be held against the service.
 */
final class BodyLimit extends ServerHttpRequestDecorator {

    private final long limit;
    private final Sending sending;

    private BodyLimit(ServerHttpRequest request, long limit, Sending sending) {
        super(request);
        this.limit = limit;
        this.sending = sending;
    }

    static ServerHttpRequest on(ServerHttpRequest request, BodyLimits limits, Sending sending) {
        return new BodyLimit(request, limits.limitFor(request), sending);
    }

    @Override
    public Flux<DataBuffer> getBody() {

        return Flux.defer(() -> {
            var passed = new long[1];

            return sending.watch(super.getBody())
                    .onErrorMap(it -> new Refused(ErrorCode.MALFORMED_REQUEST))
                    .handle((buffer, sink) -> {
                        passed[0] += buffer.readableByteCount();
                        if (passed[0] > limit) {
                            DataBufferUtils.release(buffer);
                            sink.error(new Refused(ErrorCode.PAYLOAD_TOO_LARGE));
                        } else {
                            sink.next(buffer);
                        }
                    });
        });
    }
}
