package com.banxiang.child.bond;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** There is no such bond of this elder. */
final class UnknownBond extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownBond(UUID id) {
        super("BOND_NOT_FOUND", id);
    }
}
