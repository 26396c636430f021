package com.banxiang.notification.live;

import org.springframework.web.reactive.socket.CloseStatus;

/** Why a WebSocket is closed. After the upgrade a code is all that can be told. */
enum Refusal {

    /** Token or ticket bad, expired, used or revoked. */
    UNAUTHENTICATED(4401),

    /** A child's token at the elders' door, or the reverse. */
    WRONG_KIND(4403),

    /** Does not read what is sent. */
    SLOW_READER(4408),

    /** One connection too many. */
    TOO_MANY(4409);

    private final CloseStatus status;

    Refusal(int code) {
        this.status = new CloseStatus(code, name());
    }

    CloseStatus status() {
        return status;
    }
}
