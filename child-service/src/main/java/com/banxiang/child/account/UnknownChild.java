package com.banxiang.child.account;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** There is no account behind a token any more. */
final class UnknownChild extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownChild(UUID id) {
        super("CHILD_NOT_FOUND", id);
    }
}
