package com.banxiang.testkit.api;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people, programs and attackers put where something else was meant. */
final class HostileValues {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HUGE = 5_000;

    /** Texts, for a field, a path segment or a parameter. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\u202e\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
            "👵🏻👨‍👩‍👧",
            "'; drop table users; --",
            "select or 1=1",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "%s%n%x",
            "0000-13-45T99:99:99Z",
            "2026-02-30",
            "-1",
            "1e309",
            "NaN",
            "null",
            "true",
            "\ud800",
            "字".repeat(HUGE));

    /** Whole bodies that are no object at all, or none that ends. */
    static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "0",
            "\"text\"",
            "[]",
            "[{}]",
            "{",
            "{\"a\":",
            "{\"a\":NaN}",
            "{'a':1}",
            "{\"a\":1}}",
            "\u0000",
            "[".repeat(HUGE),
            "{\"a\":".repeat(HUGE),
            "{\"" + "k".repeat(HUGE) + "\":1}");

    /** Values of a field, of every type but the right one, and of the right one where no sense is. */
    static Stream<JsonNode> values() {

        var nodes = JSON.getNodeFactory();
        var others = Stream.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "0.5",
                        "1e308",
                        "-1e308",
                        "9223372036854775808",
                        "99999999999999999999999999999999999999",
                        "[]",
                        "[null]",
                        "[[]]",
                        "{}",
                        "{\"a\":{}}")
                .map(JSON::readTree);
        return Stream.concat(others, TEXTS.stream().map(nodes::stringNode));
    }

    private HostileValues() {}
}
