package com.banxiang.sandbox.jpush;

import static com.banxiang.sandbox.jpush.JPushError.INTERNAL;
import static com.banxiang.sandbox.jpush.JPushError.TIMED_OUT;

import java.util.Map;
import java.util.Set;

/** Aliases that always meet the same trouble, so that a test needs no fault to see it. */
final class MagicAliases {

    /** Its push is delivered, and answered when nobody waits any more: the case cids were made for. */
    static final String TIMEOUT = "u_timeout";

    static final String HTML = "u_html";

    static final Map<String, JPushError> REFUSED = Map.of("u_500", INTERNAL, "u_503", TIMED_OUT);

    /** The one magic alias that is reached, by a device nobody registered. */
    static final Device TIMEOUT_DEVICE = new Device("sandbox-" + TIMEOUT, "android", TIMEOUT, Set.of(), "");

    private MagicAliases() {}
}
