package com.banxiang.health.record;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

final class UnknownRecord extends Unknown {

    static final String CODE = "RECORD_NOT_FOUND";

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownRecord(UUID id) {
        super(CODE, id);
    }
}
