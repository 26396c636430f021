package com.banxiang.sandbox.aliyunsms;

/** The vendor says no, with one of its codes. */
final class AliyunRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AliyunError error;
    private final String text;

    AliyunRefusal(AliyunError error) {
        this(error, error.message());
    }

    AliyunRefusal(AliyunError error, String text) {
        super(error.code(), null, false, false);
        this.error = error;
        this.text = text;
    }

    AliyunError error() {
        return error;
    }

    String text() {
        return text;
    }
}
