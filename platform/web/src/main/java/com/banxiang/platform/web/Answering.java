package com.banxiang.platform.web;

import static java.util.Objects.requireNonNull;

import com.banxiang.platform.web.Envelope.Detail;
import com.banxiang.platform.web.Envelope.Failure;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatusCode;
import reactor.core.publisher.Mono;

/** What an envelope has to know about the request it answers. {@link RequestFilter} keeps it in the context. */
record Answering(RequestContext request, MessageSource texts, Clock clock) {

    static Mono<Answering> current() {
        return Mono.deferContextual(context -> Mono.just(context.get(Answering.class)));
    }

    <T> Envelope<T> success(HttpStatusCode status, @Nullable T data) {
        return new Envelope<>(true, status.value(), text("OK"), data, null, clock.millis(), request.requestId());
    }

    <T> Envelope<T> failure(HttpStatusCode status, String code, List<Detail> details) {

        var failure = new Failure(code, text(code), details);
        return new Envelope<>(
                false, status.value(), failure.message(), null, failure, clock.millis(), request.requestId());
    }

    String text(String code, Object... arguments) {
        return requireNonNull(texts.getMessage(code, arguments, code, request.language()), code);
    }

    String text(MessageSourceResolvable problem) {
        return texts.getMessage(problem, request.language());
    }
}
