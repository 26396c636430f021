package com.banxiang.platform.telemetry;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as the W3C header {@code traceparent} carries it.
 *
 * <p>It is passed on by hand, through HTTP, outbox and Kafka, rather than by a tracer: a tracer builds and copies spans
 * nobody keeps, at more than half the cost of a request.
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final HexFormat HEX = HexFormat.of();

    /** Continues what a neighbour sent, or starts anew where it sent nothing or nothing readable. */
    public static TraceContext continuing(@Nullable String header) {

        if (header == null || !FORM.matcher(header).matches()) {
            return new TraceContext(id() + id(), id(), false);
        }

        var sampled = (HexFormat.fromHexDigits(header, 53, 55) & 1) == 1;
        return new TraceContext(header.substring(3, 35), id(), sampled);
    }

    /** The header as sent to the next one. */
    public String header() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static String id() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
