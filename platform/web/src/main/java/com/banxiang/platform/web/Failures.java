package com.banxiang.platform.web;

import static java.util.Objects.requireNonNullElse;

import com.banxiang.platform.web.Envelope.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;

/** Translates whatever went wrong, wherever it did, into what a client may know of it. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    /** Names of exceptions of modules that this one does not know, by what they mean for a caller. */
    private static final List<String> STORE_IS_AWAY = List.of(
            "org.springframework.dao.DataAccessResourceFailureException",
            "org.springframework.dao.QueryTimeoutException",
            "org.springframework.dao.PessimisticLockingFailureException",
            "org.springframework.transaction.CannotCreateTransactionException",
            "io.r2dbc.spi.R2dbcTransientException",
            "io.r2dbc.spi.R2dbcNonTransientResourceException");

    /** A neighbour's no that nobody expected: the client asked for nothing wrong, and can do nothing about it. */
    private static final List<String> NEIGHBOUR_REFUSED = List.of("com.banxiang.platform.remote.NeighbourRefused");

    /** What the client is told. */
    record Answer(HttpStatusCode status, String code, List<Detail> details, HttpHeaders headers) {

        static Answer of(ErrorCode code) {
            return new Answer(code.status(), code.name(), List.of(), HttpHeaders.EMPTY);
        }

        static Answer of(ErrorCode code, List<Detail> details) {
            return new Answer(code.status(), code.name(), details, HttpHeaders.EMPTY);
        }
    }

    static Answer answerTo(Throwable failure, Answering answering) {
        return switch (failure) {
            case Unknown unknown ->
                new Answer(ErrorCode.NOT_FOUND.status(), unknown.code(), List.of(), HttpHeaders.EMPTY);
            case Refused refused -> refusal(refused);
            case Invalid invalid -> Answer.of(ErrorCode.VALIDATION_FAILED, List.of(detail(invalid, answering)));
            case WebExchangeBindException invalid ->
                Answer.of(ErrorCode.VALIDATION_FAILED, details(invalid, answering));
            case HandlerMethodValidationException invalid ->
                Answer.of(ErrorCode.VALIDATION_FAILED, details(invalid, answering));
            case ServerWebInputException unreadable -> input(unreadable, answering);
            case MethodNotAllowedException refused -> {
                var headers = new HttpHeaders();
                headers.setAllow(refused.getSupportedMethods());
                var code = ErrorCode.METHOD_NOT_ALLOWED;
                yield new Answer(code.status(), code.name(), List.of(), headers);
            }
            case ResponseStatusException refused -> Answer.of(ErrorCode.of(refused.getStatusCode()));
            case DataBufferLimitException tooLarge -> Answer.of(ErrorCode.PAYLOAD_TOO_LARGE);
            case TimedOut late -> unavailable(ErrorCode.UPSTREAM_TIMEOUT, late, answering);
            case Unavailable away -> unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, away, answering);
            case TimeoutException late -> unavailable(ErrorCode.UPSTREAM_TIMEOUT, late, answering);
            default -> ourFault(failure, answering);
        };
    }

    private static Answer refusal(Refused refused) {

        var headers = new HttpHeaders();
        var retryAfter = refused.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Answers.wholeSeconds(retryAfter));
        }

        return new Answer(refused.code().status(), refused.code().name(), List.of(), headers);
    }

    private static Answer ourFault(Throwable failure, Answering answering) {

        if (isOneOf(STORE_IS_AWAY, failure)) {
            return unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, failure, answering);
        }

        log.atError()
                .addKeyValue("requestId", answering.request().requestId())
                .addKeyValue("traceId", answering.request().trace().traceId())
                .setCause(failure)
                .log("request failed");

        return Answer.of(
                isOneOf(NEIGHBOUR_REFUSED, failure) ? ErrorCode.UPSTREAM_UNAVAILABLE : ErrorCode.INTERNAL_ERROR);
    }

    private static Answer unavailable(ErrorCode code, Throwable away, Answering answering) {

        log.atWarn()
                .addKeyValue("requestId", answering.request().requestId())
                .addKeyValue("traceId", answering.request().trace().traceId())
                .addKeyValue("code", code)
                .log("what a request needs is away: {}", away.toString());

        return Answer.of(code);
    }

    private static boolean isOneOf(List<String> names, Throwable failure) {

        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }

        return false;
    }

    private static Answer input(ServerWebInputException unreadable, Answering answering) {

        var parameter = unreadable.getMethodParameter();

        // An id of a form we never made names nothing that exists.
        if (parameter != null && parameter.hasParameterAnnotation(PathVariable.class)) {
            return Answer.of(ErrorCode.NOT_FOUND);
        }

        if (unreadable instanceof MissingRequestValueException missing) {
            return Answer.of(
                    ErrorCode.VALIDATION_FAILED, List.of(new Detail(missing.getName(), answering.text("NotNull"))));
        }

        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Invalid invalid) {
                return Answer.of(ErrorCode.VALIDATION_FAILED, List.of(detail(invalid, answering)));
            }
            if (cause instanceof JacksonException json) {
                return Answer.of(ErrorCode.MALFORMED_REQUEST, fieldOf(json, answering));
            }
        }

        return Answer.of(ErrorCode.MALFORMED_REQUEST, fieldOf(parameter, answering));
    }

    private static Detail detail(Invalid invalid, Answering answering) {
        return new Detail(invalid.field(), answering.text(invalid.messageKey(), invalid.arguments()));
    }

    private static List<Detail> details(WebExchangeBindException invalid, Answering answering) {
        return invalid.getAllErrors().stream()
                .map(it -> new Detail(it instanceof FieldError field ? field.getField() : "", answering.text(it)))
                .toList();
    }

    private static List<Detail> details(HandlerMethodValidationException invalid, Answering answering) {

        var details = new ArrayList<Detail>();

        for (var result : invalid.getParameterValidationResults()) {
            var name = requireNonNullElse(result.getMethodParameter().getParameterName(), "");
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                details.add(
                        new Detail(error instanceof FieldError field ? field.getField() : name, answering.text(error)));
            }
        }

        return details;
    }

    /** A body's field that has the wrong type or value, as {@code records[3].value}; none if it came not that far. */
    private static List<Detail> fieldOf(JacksonException json, Answering answering) {

        var path = new StringBuilder();

        for (Reference step : json.getPath()) {
            var name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }

        return path.isEmpty() ? List.of() : List.of(new Detail(path.toString(), answering.text("value.invalid")));
    }

    private static List<Detail> fieldOf(@Nullable MethodParameter parameter, Answering answering) {

        var name = parameter == null
                        || parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class)
                ? null
                : parameter.getParameterName();

        return name == null ? List.of() : List.of(new Detail(name, answering.text("value.invalid")));
    }

    private Failures() {}
}
