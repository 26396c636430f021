package com.banxiang.notification.text;

import com.banxiang.notification.text.ChangedTexts.Version;
import com.banxiang.notification.text.Piece.Language;
import com.banxiang.notification.text.Piece.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows templates with the words they have now and those they ship with. */
@Component
final class ReadTemplates {

    /**
     * @param version 0 until they were changed
     * @param parameters that the words may use
     */
    record Wording(Piece piece, String words, String shipped, long version, Set<String> parameters) {}

    record Template(String name, List<Wording> wordings) {}

    private final ShippedTexts shipped;
    private final ChangedTexts changed;

    ReadTemplates(ShippedTexts shipped, ChangedTexts changed) {
        this.shipped = shipped;
        this.changed = changed;
    }

    Mono<List<Template>> all() {
        return changed.newest()
                .map(newest -> shipped.templates().stream()
                        .map(it -> template(it, newest))
                        .toList())
                .checkpoint("read templates");
    }

    /** Of a template there is. */
    Mono<Template> one(String name) {
        return changed.newest().map(newest -> template(name, newest)).checkpoint("read a template");
    }

    private Template template(String name, Map<Piece, Version> newest) {
        return new Template(
                name,
                Arrays.stream(Part.values())
                        .filter(part -> shipped.has(name, part))
                        .flatMap(part -> inEachLanguage(name, part))
                        .map(it -> wording(it, newest.get(it)))
                        .toList());
    }

    private static Stream<Piece> inEachLanguage(String name, Part part) {
        return Arrays.stream(Language.values()).map(it -> new Piece(name, part, it));
    }

    private Wording wording(Piece piece, @Nullable Version version) {

        var usual = Objects.requireNonNullElse(shipped.words(piece.language(), piece.key()), "");
        var words = version == null ? null : version.words();
        return new Wording(
                piece,
                Objects.requireNonNullElse(words, usual),
                usual,
                version == null ? 0 : version.version(),
                new TreeSet<>(shipped.parameters(piece.template(), piece.part())));
    }
}
