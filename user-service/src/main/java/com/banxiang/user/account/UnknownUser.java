package com.banxiang.user.account;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** There is no account of that id. */
public final class UnknownUser extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnknownUser(UUID id) {
        super("USER_NOT_FOUND", id);
    }
}
