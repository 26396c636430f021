package com.banxiang.gateway.route;

/**
 * Whether a path can mean only one thing.
 *
 * <p>The gateway compares paths as they were sent, a service after decoding and tidying them up. A path that may look
 * different to the two, such as {@code /api/v1/..;/internal} or {@code /%69nternal}, is no path of ours.
 */
final class PlainPath {

    private static final String HEX = "0123456789abcdefABCDEF";

    static boolean is(String rawPath) {

        if (rawPath.isEmpty() || rawPath.charAt(0) != '/') {
            return false;
        }

        for (var i = 0; i < rawPath.length(); i++) {
            var c = rawPath.charAt(i);
            if (c == '%' ? !isHarmlessEscape(rawPath, i) : !isHarmless(rawPath, i, c)) {
                return false;
            }
        }

        return true;
    }

    private static boolean isHarmless(String path, int at, char c) {
        return switch (c) {
            case ';', '\\' -> false;
            case '/' -> !path.startsWith("/", at + 1) && !isDotSegment(path, at + 1);
            default -> c > ' ' && c < 0x7f;
        };
    }

    private static boolean isDotSegment(String path, int start) {

        var end = path.indexOf('/', start);
        var segment = path.substring(start, end < 0 ? path.length() : end);
        return ".".equals(segment) || "..".equals(segment);
    }

    /** An escaped character that needs no escape, or that would part or end a path, is there to deceive. */
    private static boolean isHarmlessEscape(String path, int at) {

        if (at + 2 >= path.length() || HEX.indexOf(path.charAt(at + 1)) < 0 || HEX.indexOf(path.charAt(at + 2)) < 0) {
            return false;
        }

        var c = (char) Integer.parseInt(path, at + 1, at + 3, 16);
        return switch (c) {
            case '/', '\\', ';', '%', '.', '-', '_', '~', 0x7f -> false;
            default -> c >= ' ' && !(c < 0x80 && Character.isLetterOrDigit(c));
        };
    }

    private PlainPath() {}
}
