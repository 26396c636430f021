package com.banxiang.fleet;

import com.banxiang.fleet.state.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command line, taken apart.
 *
 * @param verb   what to do
 * @param names  the parts it is about
 * @param data   the fleet's folder, when it isn't the usual one
 */
record Options(
        String verb,
        List<String> names,
        boolean detach,
        boolean follow,
        boolean build,
        List<String> only,
        Optional<String> data,
        int portOffset) {

    private static final int HIGHEST_OFFSET = 40_000;

    static Options parse(String... arguments) {

        var words = new ArrayDeque<>(List.of(arguments));
        var verb = words.isEmpty() ? "help" : words.pop();
        var names = new ArrayList<String>();
        var detach = false;
        var follow = false;
        var build = true;
        var only = List.<String>of();
        Optional<String> data = Optional.empty();
        var offset = 0;
        while (!words.isEmpty()) {
            var word = words.pop();
            switch (word) {
                case "--detach", "-d" -> detach = true;
                case "--follow", "-f" -> follow = true;
                case "--no-build" -> build = false;
                case "--only" -> only = List.of(value(word, words).split(","));
                case "--data" -> data = Optional.of(value(word, words));
                case "--port-offset" -> offset = offset(value(word, words));
                default -> {
                    if (word.startsWith("-")) {
                        throw new Refusal("unknown option: %s (./fleet help lists them)".formatted(word));
                    }
                    names.add(word);
                }
            }
        }

        return new Options(verb, names, detach, follow, build, only, data, offset);
    }

    private static String value(String option, ArrayDeque<String> words) {
        if (words.isEmpty()) {
            throw new Refusal(option + " needs a value");
        }
        return words.pop();
    }

    private static int offset(String text) {
        try {
            var offset = Integer.parseInt(text);
            if (offset >= 0 && offset <= HIGHEST_OFFSET) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Refusal("--port-offset: %s (expected: a number from 0 to %d)".formatted(text, HIGHEST_OFFSET));
    }
}
