package com.banxiang.user.family;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** Nobody of this person's family has that link. */
final class UnknownMember extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownMember(UUID linkId) {
        super("FAMILY_MEMBER_NOT_FOUND", linkId);
    }
}
