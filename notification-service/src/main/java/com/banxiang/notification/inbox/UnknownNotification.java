package com.banxiang.notification.inbox;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;
import java.util.UUID;

/** There is no such notification, or it is somebody else's. */
final class UnknownNotification extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownNotification(UUID id) {
        super("NOTIFICATION_NOT_FOUND", id);
    }
}
