package com.banxiang.sandbox.jpush;

import java.util.Arrays;
import java.util.Optional;

/** The vendor's codes and the status each comes with. */
enum JPushError {
    INTERNAL(1000, 500, "Internal error", false),
    POST_REQUIRED(1001, 405, "Only support POST", false),
    MISSING(1002, 400, "Missing required parameter", true),
    INVALID(1003, 400, "Invalid parameter", true),
    UNAUTHENTICATED(1004, 401, "Basic authentication failed", false),
    TOO_LARGE(1005, 400, "Data too large", true),
    UNKNOWN_APP_KEY(1008, 400, "app_key is invalid", false),
    UNKNOWN_MEMBER(1009, 400, "Unsupported parameter", true),
    NOBODY(1011, 400, "cannot find user by this audience", true),
    TOO_MANY_PACED(1012, 400, "Too many paced pushes", true),
    HTTPS_REQUIRED(1020, 404, "Only support HTTPS", false),
    TIMED_OUT(1030, 503, "Server timed out", false),
    TOO_FREQUENT(2002, 429, "Rate limit exceeded", false),
    BARRED(2003, 403, "This app key is barred", false),
    IP_NOT_ALLOWED(2004, 403, "This IP is not in the allow-list", false),
    UNREASONABLE_VOLUME(2005, 403, "Volume to these users is unreasonable", true),
    VIP_ONLY(2006, 403, "VIP only", false),
    NO_PERMISSION(2007, 403, "No permission for this interface", false);

    private final int code;
    private final int status;
    private final String text;
    private final boolean onlyOfAPush;

    JPushError(int code, int status, String text, boolean onlyOfAPush) {
        this.code = code;
        this.status = status;
        this.text = text;
        this.onlyOfAPush = onlyOfAPush;
    }

    int code() {
        return code;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }

    boolean isGivenBy(String operation) {
        return !onlyOfAPush || operation.endsWith("/v3/push") || operation.endsWith("/v3/push/validate");
    }

    static Optional<JPushError> of(String code) {
        return Arrays.stream(values())
                .filter(it -> Integer.toString(it.code).equals(code))
                .findAny();
    }
}
