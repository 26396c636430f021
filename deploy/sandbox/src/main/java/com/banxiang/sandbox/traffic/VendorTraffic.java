package com.banxiang.sandbox.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Reads every call to a vendor once, remembers it, and lets it through, late, or not at all. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class VendorTraffic implements WebFilter {

    private static final int LARGEST_BODY = 1024 * 1024;

    private final Calls calls;
    private final Faults faults;
    private final Map<Vendor, Troubles> troubles;
    private final Clock clock;

    VendorTraffic(Calls calls, Faults faults, List<Troubles> troubles, Clock clock) {
        this.calls = calls;
        this.faults = faults;
        this.troubles = troubles.stream().collect(Collectors.toMap(Troubles::vendor, Function.identity()));
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {

        return Vendor.ofPath(exchange.getRequest().getURI().getRawPath())
                .map(vendor -> body(exchange.getRequest())
                        .map(body -> receive(vendor, exchange.getRequest(), body))
                        .flatMap(call -> answer(call, exchange, chain))
                        .onErrorResume(
                                DataBufferLimitException.class, _ -> end(exchange, HttpStatus.CONTENT_TOO_LARGE)))
                .orElseGet(() -> chain.filter(exchange));
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {

        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(VendorTraffic::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {

        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Received receive(Vendor vendor, ServerHttpRequest request, byte[] body) {

        var headers = new TreeMap<String, String>();
        request.getHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var path = request.getURI().getRawPath();
        var action = headers.get("x-acs-action");
        var operation = action == null ? path.substring(vendor.prefix().length()) : action;
        var call = new Received(
                vendor,
                operation,
                request.getMethod().name(),
                path,
                Optional.ofNullable(request.getURI().getRawQuery()).orElse(""),
                headers,
                body,
                clock.instant(),
                faults.take(vendor, fault -> applies(fault, vendor, operation)));
        calls.add(call);
        return call;
    }

    /** A code that this operation never gives waits for one that does. */
    private boolean applies(Fault fault, Vendor vendor, String operation) {

        var kind = fault.kind();
        return fault.concerns(vendor, operation)
                && (kind == null
                        || fault.isQuota()
                        || of(vendor).refusing(kind, operation).isPresent());
    }

    private Mono<Void> answer(Received call, ServerWebExchange exchange, WebFilterChain chain) {

        var fault = call.fault();
        var response = exchange.getResponse();
        of(call.vendor()).mark(call, response.getHeaders());
        if (fault.drop()) {
            return Mono.delay(fault.delay()).then(Mono.defer(() -> hangUp(response)));
        }
        if (!fault.delay().isZero()) {
            response.beforeCommit(() -> Mono.delay(fault.delay()).then());
        }
        return spoilt(call).map(it -> write(it, response)).orElseGet(() -> {
            exchange.getAttributes().put(Received.NAME, call);
            return chain.filter(exchange);
        });
    }

    private Optional<ResponseEntity<String>> spoilt(Received call) {

        var status = call.fault().status();
        var kind = call.fault().kind();
        if (status != null) {
            return Optional.of(of(call.vendor()).failing(status));
        }
        return kind == null || call.quotaIsOn()
                ? Optional.empty()
                : of(call.vendor()).refusing(kind, call.operation());
    }

    private Troubles of(Vendor vendor) {
        return Optional.ofNullable(troubles.get(vendor)).orElseThrow();
    }

    private static Mono<Void> write(ResponseEntity<String> answer, ServerHttpResponse response) {

        response.setStatusCode(answer.getStatusCode());
        answer.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
        var body = Optional.ofNullable(answer.getBody()).orElse("").getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** The client sees a connection that ends without a byte of an answer. */
    private static Mono<Void> hangUp(ServerHttpResponse response) {

        HttpServerResponse connection = ServerHttpResponseDecorator.getNativeResponse(response);
        connection.withConnection(it -> it.channel().close());
        return Mono.never();
    }

    private static Mono<Void> end(ServerWebExchange exchange, HttpStatus status) {

        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }
}
