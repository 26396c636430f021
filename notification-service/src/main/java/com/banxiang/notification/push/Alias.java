package com.banxiang.notification.push;

import java.util.UUID;

/** What JPush calls a person: our id without dashes, and nothing that says who they are. */
final class Alias {

    /** Clears a device's alias. */
    static final String NOBODY = "";

    static String of(UUID account) {
        return "u_" + account.toString().replace("-", "");
    }

    private Alias() {}
}
