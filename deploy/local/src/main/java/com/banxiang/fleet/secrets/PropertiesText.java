package com.banxiang.fleet.secrets;

import java.util.Map;
import java.util.stream.Collectors;

/** The text of a properties file, in ASCII, because that is how Spring reads them; without the date Java writes into its own. */
final class PropertiesText {

    private PropertiesText() {}

    static String of(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + escaped(each.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .chars()
                .mapToObj(c -> c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }
}
