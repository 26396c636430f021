package com.banxiang.health.alert;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

final class UnknownAlert extends Unknown {

    static final String CODE = "ALERT_NOT_FOUND";

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownAlert(UUID id) {
        super(CODE, id);
    }
}
