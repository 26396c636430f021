package com.banxiang.sandbox;

/** A credential that does not print itself. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
