package com.banxiang.user.session;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** There was an account of that id. */
final class ErasedAccount extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    ErasedAccount(UUID id) {
        super("USER_NOT_FOUND", id);
    }
}
