package com.banxiang.platform.web;

import com.banxiang.platform.web.Envelope.Detail;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** Turns what a use case decided into an answer. A refusal's code is its enum's name; its text comes from the bundle. */
public final class Answers {

    public static <T> Mono<ResponseEntity<Envelope<T>>> ok(T data) {
        return success(HttpStatus.OK, data);
    }

    /** Done, and there is nothing to tell. */
    public static Mono<ResponseEntity<Envelope<Void>>> ok() {
        return Answering.current().map(it -> ResponseEntity.ok(it.success(HttpStatus.OK, null)));
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> created(T data) {
        return success(HttpStatus.CREATED, data);
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> created(URI location, T data) {
        return Answering.current()
                .map(it -> ResponseEntity.created(location).body(it.success(HttpStatus.CREATED, data)));
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> accepted(T data) {
        return success(HttpStatus.ACCEPTED, data);
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> badRequest(Enum<?> reason) {
        return failure(HttpStatus.BAD_REQUEST, reason.name(), List.of());
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> unauthorized(Enum<?> reason) {
        return failure(HttpStatus.UNAUTHORIZED, reason.name(), List.of());
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> forbidden(Enum<?> reason) {
        return failure(HttpStatus.FORBIDDEN, reason.name(), List.of());
    }

    /** There is no such thing, or not for this caller: the two must look the same. */
    public static <T> Mono<ResponseEntity<Envelope<T>>> notFound(String code) {
        return failure(HttpStatus.NOT_FOUND, code, List.of());
    }

    /** The house says no, and says why. */
    public static <T> Mono<ResponseEntity<Envelope<T>>> conflict(Enum<?> reason) {
        return failure(HttpStatus.CONFLICT, reason.name(), List.of());
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> unprocessable(Enum<?> reason) {
        return unprocessable(reason, List.of());
    }

    public static <T> Mono<ResponseEntity<Envelope<T>>> unprocessable(Enum<?> reason, List<Detail> details) {
        return failure(HttpStatus.UNPROCESSABLE_CONTENT, reason.name(), details);
    }

    /** @param retryAfter rounded up to whole seconds, at least one */
    public static <T> Mono<ResponseEntity<Envelope<T>>> tooManyRequests(Enum<?> reason, Duration retryAfter) {
        return Answering.current()
                .map(it -> ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, wholeSeconds(retryAfter))
                        .body(it.failure(HttpStatus.TOO_MANY_REQUESTS, reason.name(), List.of())));
    }

    /** One field is wrong in a way no annotation can say. The text comes from the bundle by its key. */
    public static <T> Mono<ResponseEntity<Envelope<T>>> invalid(String field, String messageKey, Object... arguments) {
        return Answering.current().map(it -> {
            var details = List.of(new Detail(field, it.text(messageKey, arguments)));
            return ResponseEntity.badRequest()
                    .body(it.failure(HttpStatus.BAD_REQUEST, ErrorCode.VALIDATION_FAILED.name(), details));
        });
    }

    public static String wholeSeconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private static <T> Mono<ResponseEntity<Envelope<T>>> success(HttpStatusCode status, @Nullable T data) {
        return Answering.current().map(it -> ResponseEntity.status(status).body(it.success(status, data)));
    }

    private static <T> Mono<ResponseEntity<Envelope<T>>> failure(
            HttpStatusCode status, String code, List<Detail> details) {
        return Answering.current().map(it -> ResponseEntity.status(status).body(it.failure(status, code, details)));
    }

    private Answers() {}
}
