package com.banxiang.sandbox.jpush;

/** JPush says no, with one of its codes. */
final class JPushRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final JPushError error;
    private final String text;

    JPushRefusal(JPushError error) {
        this(error, error.text());
    }

    JPushRefusal(JPushError error, String text) {
        super(Integer.toString(error.code()), null, false, false);
        this.error = error;
        this.text = text;
    }

    JPushError error() {
        return error;
    }

    String text() {
        return text;
    }
}
