package com.banxiang.platform.messaging;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

final class UnknownDeadLetter extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownDeadLetter(UUID id) {
        super("DEAD_LETTER_NOT_FOUND", id);
    }
}
