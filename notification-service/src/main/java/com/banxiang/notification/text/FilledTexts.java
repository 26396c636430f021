package com.banxiang.notification.text;

import com.banxiang.notification.text.Piece.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.springframework.stereotype.Component;

/** The current words with their parameters filled in. */
@Component
final class FilledTexts implements Texts {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final CurrentTexts current;

    FilledTexts(CurrentTexts current) {
        this.current = current;
    }

    @Override
    public String render(Locale language, String template, Map<String, String> params, Instant toldAt) {

        return ShippedTexts.PARAMETER
                .matcher(words(language, template))
                .replaceAll(it -> Matcher.quoteReplacement(value(language, it.group(1), params, toldAt)));
    }

    private String value(Locale language, String parameter, Map<String, String> params, Instant toldAt) {

        var given = params.get(parameter);
        if (given == null) {
            throw new IllegalArgumentException("text parameter: %s is missing".formatted(parameter));
        }

        return switch (parameter) {
            case "at" -> spoken(language, Instant.parse(given), toldAt);
            case "relationship" -> relationship(language, given);
            case "call" -> words(language, "call." + given);
            default -> given;
        };
    }

    /** As a person would say it: today and yesterday by name, else by date. */
    private String spoken(Locale language, Instant at, Instant toldAt) {

        var then = at.atZone(CHINA);
        var today = LocalDate.ofInstant(toldAt, CHINA);
        var day = then.toLocalDate();
        var key = day.equals(today) ? "at.today" : day.equals(today.minusDays(1)) ? "at.yesterday" : "at.day";

        return words(language, key)
                .replace("{time}", CLOCK.format(then))
                .replace("{month}", Integer.toString(day.getMonthValue()))
                .replace("{day}", Integer.toString(day.getDayOfMonth()));
    }

    /** A relationship we have no word for is family all the same. */
    @Override
    public String relationship(Locale language, String relationship) {
        var word = current.words(Language.of(language), "relationship." + relationship);
        return word == null ? words(language, "relationship.other") : word;
    }

    private String words(Locale language, String template) {

        var words = current.words(Language.of(language), template);
        if (words == null) {
            throw new IllegalArgumentException("text: %s (expected: a name in texts/)".formatted(template));
        }
        return words;
    }
}
