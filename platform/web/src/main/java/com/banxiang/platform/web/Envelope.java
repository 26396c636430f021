package com.banxiang.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one shape of every JSON answer. What does not apply is left out.
 *
 * @param code the HTTP status
 * @param message for people, in their language
 * @param timestamp epoch milliseconds
 * @param requestId finds this answer in logs and traces
 */
@JsonInclude(Include.NON_NULL)
public record Envelope<T>(
        boolean success,
        int code,
        String message,
        @Nullable T data,
        @Nullable Failure error,
        long timestamp,
        String requestId) {

    /** @param code what a client branches on, UPPER_SNAKE */
    @JsonInclude(Include.NON_EMPTY)
    public record Failure(String code, String message, List<Detail> details) {}

    /** @param field the path of what is wrong, e.g. {@code records[3].value} */
    public record Detail(String field, String message) {}
}
