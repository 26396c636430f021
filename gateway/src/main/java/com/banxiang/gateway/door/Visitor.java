package com.banxiang.gateway.door;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Who stands at the door.
 *
 * @param caller whom a good token speaks for; null without one
 * @param refusal why they may not come in; null if they may
 */
record Visitor(@Nullable Caller caller, @Nullable ErrorCode refusal) {

    static final Visitor STRANGER = new Visitor(null, null);

    static Visitor known(Caller caller) {
        return new Visitor(caller, null);
    }

    static Visitor known(Caller caller, ErrorCode refusal) {
        return new Visitor(caller, refusal);
    }

    static Visitor turnedAway(ErrorCode refusal) {
        return new Visitor(null, refusal);
    }
}
