package com.banxiang.child.bond;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** The child is not bound to this parent now. */
final class UnknownParent extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownParent(UUID id) {
        super("PARENT_NOT_FOUND", id);
    }
}
