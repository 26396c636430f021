package com.banxiang.gateway.door;

import com.banxiang.platform.security.AccountKind;

/** Which accounts a part of the paths is for. Roles within it are the services' business. */
final class Side {

    /** Operators may come to the elders' paths too, where some endpoints are marked with their roles. */
    static boolean admits(AccountKind kind, String path) {

        if (path.startsWith("/api/child/")) {
            return kind == AccountKind.CHILD;
        }

        if (path.startsWith("/api/v1/admin/")) {
            return kind == AccountKind.OPERATOR;
        }

        return kind != AccountKind.CHILD;
    }

    private Side() {}
}
