package com.banxiang.notification.text;

import com.banxiang.platform.web.Unknown;
import java.io.Serial;

/** No message has this template. */
final class UnknownTemplate extends Unknown {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownTemplate(String template) {
        super("TEMPLATE_NOT_FOUND", template);
    }
}
