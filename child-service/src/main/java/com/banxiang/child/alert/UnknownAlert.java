package com.banxiang.child.alert;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** There is no such alert, or none this child may see. */
final class UnknownAlert extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownAlert(UUID id) {
        super("ALERT_NOT_FOUND", id);
    }
}
