package com.banxiang.sandbox.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call to a vendor, exactly as it was on the wire: what a signature covers must not pass through a parser first.
 *
 * @param operation what was asked for: Aliyun's action, elsewhere the path behind the vendor's prefix
 * @param headers by lower-case name
 */
public record Received(
        Vendor vendor,
        String operation,
        String method,
        String path,
        String rawQuery,
        Map<String, String> headers,
        byte[] body,
        Instant at,
        Fault fault) {

    /** The request attribute under which controllers find it. */
    public static final String NAME = "received";

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether a fault has switched the vendor's quota on for this call. */
    public boolean quotaIsOn() {
        return fault.isQuota();
    }
}
