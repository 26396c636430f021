package com.banxiang.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether every code a client may see has its words in Chinese and in English:
 * {@code TextsCheck.of(Decision.Reason.class).verify()}.
 */
public final class TextsCheck {

    private final List<Enum<?>> codes;
    private final String bundle;

    private TextsCheck(List<Enum<?>> codes, String bundle) {
        this.codes = codes;
        this.bundle = bundle;
    }

    @SafeVarargs
    public static TextsCheck of(Class<? extends Enum<?>>... codes) {
        var all = new ArrayList<Enum<?>>();
        for (var type : codes) {
            all.addAll(List.of(type.getEnumConstants()));
        }
        return new TextsCheck(List.copyOf(all), "messages");
    }

    /** Another bundle than {@code messages}. */
    public TextsCheck in(String baseName) {
        return new TextsCheck(codes, baseName);
    }

    /** Fails with everything that is missing or the same in both languages. */
    public void verify() {

        var chinese = read("");
        var english = read("_en");
        var wrong = new ArrayList<String>();

        codes.stream()
                .filter(it -> !chinese.containsKey(it.name()))
                .map(it -> "%s.%s has no text".formatted(it.getDeclaringClass().getSimpleName(), it.name()))
                .forEach(wrong::add);

        var keys = new TreeSet<>(chinese.keySet());
        keys.addAll(english.keySet());
        for (var key : keys) {
            complaint(chinese.get(key), english.get(key)).ifPresent(it -> wrong.add(key + it));
        }

        if (!wrong.isEmpty()) {
            throw new AssertionError("texts of %s: %s".formatted(bundle, wrong));
        }
    }

    private static Optional<String> complaint(@Nullable String chinese, @Nullable String english) {

        if (chinese == null) {
            return Optional.of(" is not in Chinese");
        }
        if (english == null) {
            return Optional.of(" is not in English");
        }
        if (chinese.isBlank() || english.isBlank()) {
            return Optional.of(" is empty");
        }
        if (chinese.equals(english)) {
            return Optional.of(" is the same in both languages");
        }
        return hasHan(english) ? Optional.of(" is Chinese in English") : Optional.empty();
    }

    /** The file alone: a resource bundle would answer a missing text from its parent. */
    private Map<String, String> read(String ending) {

        var name = bundle + ending + ".properties";
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new AssertionError("no file: " + name);
            }
            var texts = new Properties();
            texts.load(new InputStreamReader(file, UTF_8));
            return texts.stringPropertyNames().stream()
                    .collect(Collectors.toMap(Function.identity(), texts::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.HAN);
    }
}
