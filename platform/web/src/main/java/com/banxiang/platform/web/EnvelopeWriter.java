package com.banxiang.platform.web;

import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request that no controller answers: a failure from wherever, or a refusal at the door. */
public final class EnvelopeWriter {

    private static final MediaType JSON = MediaType.APPLICATION_JSON;

    private final JsonMapper json;

    EnvelopeWriter(JsonMapper json) {
        this.json = json;
    }

    /** Fails with the failure itself once an answer has begun: then nothing can be told any more. */
    public Mono<Void> write(ServerWebExchange exchange, Throwable failure) {

        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }

        return Answering.current().flatMap(answering -> {
            var answer = Failures.answerTo(failure, answering);
            var body = json.writeValueAsBytes(answering.failure(answer.status(), answer.code(), answer.details()));
            var response = exchange.getResponse();

            response.setStatusCode(answer.status());
            answer.headers().forEach(response.getHeaders()::put);
            response.getHeaders().setContentType(JSON);
            response.getHeaders().setContentLength(body.length);

            return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
        });
    }
}
