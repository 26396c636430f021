package com.banxiang.sandbox.traffic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A simulated vendor. Its name is the first part of the path and stands for the vendor's host. */
public enum Vendor {
    ALIYUN_SMS,
    WECHAT,
    JPUSH,
    ROBOTS,
    HUAWEI;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String prefix() {
        return "/" + text();
    }

    static Optional<Vendor> named(String text) {
        return Arrays.stream(values()).filter(it -> it.text().equals(text)).findAny();
    }

    static Optional<Vendor> ofPath(String path) {
        return Arrays.stream(values())
                .filter(it -> path.equals(it.prefix()) || path.startsWith(it.prefix() + "/"))
                .findAny();
    }
}
