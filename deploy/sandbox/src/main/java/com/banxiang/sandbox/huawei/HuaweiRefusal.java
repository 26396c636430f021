package com.banxiang.sandbox.huawei;

/** Huawei says no: the sign-in side with an {@code error} that is a number, the data side with one that is an object. */
final class HuaweiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    private HuaweiRefusal(int status, String body) {
        super(Integer.toString(status), null, false, false);
        this.status = status;
        this.body = body;
    }

    static HuaweiRefusal signIn(int error, int subError, String text) {
        return new HuaweiRefusal(
                400, "{\"error\":%d,\"sub_error\":%d,\"error_description\":\"%s\"}".formatted(error, subError, text));
    }

    static HuaweiRefusal deadGrant() {
        return signIn(1203, 31204, "refresh token invalid");
    }

    static HuaweiRefusal data(int status, int code, String text) {
        return new HuaweiRefusal(status, "{\"error\":{\"code\":%d,\"message\":\"%s\"}}".formatted(code, text));
    }

    static HuaweiRefusal invalidArgument() {
        return data(400, 400, "invalidArgument");
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }
}
