package com.banxiang.child.sharing;

import java.io.Serial;

/** The parent keeps this closed to children. */
final class NotShared extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NotShared(Scope scope) {
        super("not shared: " + scope, null, false, false);
    }
}
