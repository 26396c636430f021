package com.banxiang.notification.vendor;

/** A credential that does not print itself. */
public record Secret(String value) {

    public static Secret of(String value) {
        return new Secret(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
