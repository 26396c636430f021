package com.banxiang.notification.text;

import com.banxiang.notification.text.Piece.Language;
import com.banxiang.notification.text.Piece.Part;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The words of {@code texts/}, read once at the start: what is read until somebody changes it. */
@Component
final class ShippedTexts {

    static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private static final Pattern INBOX = Pattern.compile("inbox\\.(\\w+)\\.title");

    /** Of every push, whatever its template. */
    private static final Pattern ALONE = Pattern.compile("(?:push|wechat|robots)\\.(?!title$)(\\w+)");

    private final Map<Language, Map<String, String>> words =
            Map.of(Language.ZH, read("texts/texts.properties"), Language.EN, read("texts/texts_en.properties"));

    @Nullable
    String words(Language language, String key) {
        return words.getOrDefault(language, Map.of()).get(key);
    }

    boolean has(String template, Part part) {
        return words(Language.ZH, new Piece(template, part, Language.ZH).key()) != null;
    }

    SortedSet<String> templates() {

        var templates = new TreeSet<String>();
        for (var key : words.getOrDefault(Language.ZH, Map.of()).keySet()) {
            for (var pattern : Set.of(INBOX, ALONE)) {
                var match = pattern.matcher(key);
                if (match.matches()) {
                    templates.add(match.group(1));
                }
            }
        }
        return templates;
    }

    /** What is given to these words whenever they are read: what either language uses as it ships. */
    Set<String> parameters(String template, Part part) {

        var parameters = new HashSet<String>();
        for (var language : Language.values()) {
            var shipped = words(language, new Piece(template, part, language).key());
            if (shipped != null) {
                PARAMETER.matcher(shipped).results().forEach(it -> parameters.add(it.group(1)));
            }
        }
        return parameters;
    }

    private static Map<String, String> read(String path) {

        var texts = new Properties();
        try (var reader = new InputStreamReader(new ClassPathResource(path).getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }

        return texts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        it -> it.getKey().toString(), it -> it.getValue().toString()));
    }
}
