package com.banxiang.gateway.route;

/**
 * A pattern of paths: literal, with {@code {names}} for single segments, or open below with a last {@code /**}.
 *
 * <p>It compares the text as it was sent and decodes nothing: {@link PlainPath} has refused every spelling that could
 * mean another path to the service behind.
 */
public record PathRule(String pattern) {

    private static final String OPEN_BELOW = "/**";

    public boolean matches(String path) {

        if (pattern.indexOf('{') >= 0) {
            return matchesSegments(path);
        }

        if (!pattern.endsWith(OPEN_BELOW)) {
            return pattern.equals(path);
        }

        var stem = pattern.length() - OPEN_BELOW.length();
        return path.regionMatches(0, pattern, 0, stem) && (path.length() == stem || path.charAt(stem) == '/');
    }

    private boolean matchesSegments(String path) {

        var expected = pattern.split("/", -1);
        var actual = path.split("/", -1);

        for (var i = 0; i < expected.length; i++) {
            if ("**".equals(expected[i])) {
                return true;
            }
            if (i >= actual.length || !matchesSegment(expected[i], actual[i])) {
                return false;
            }
        }

        return actual.length == expected.length;
    }

    private static boolean matchesSegment(String expected, String actual) {
        return expected.startsWith("{") ? !actual.isEmpty() : expected.equals(actual);
    }
}
