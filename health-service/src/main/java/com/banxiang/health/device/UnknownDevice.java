package com.banxiang.health.device;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

final class UnknownDevice extends Unknown {

    static final String CODE = "DEVICE_NOT_FOUND";

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownDevice(UUID id) {
        super(CODE, id);
    }
}
