package com.banxiang.user.operator;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** There is no operator of that id. */
final class UnknownOperator extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownOperator(UUID id) {
        super("OPERATOR_NOT_FOUND", id);
    }
}
