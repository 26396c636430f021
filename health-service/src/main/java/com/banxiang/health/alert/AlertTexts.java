package com.banxiang.health.alert;

import com.banxiang.health.clinical.Severity;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in words what an alert is about: what to do, when to call 120, and that it is no diagnosis. */
@Component
final class AlertTexts {

    private final MessageSource texts;

    AlertTexts(MessageSource texts) {
        this.texts = texts;
    }

    String message(Episode it, Locale language) {

        var breach = it.last().breach();

        if (breach == null) {
            var call = text("alert." + it.type().text(), language);
            return text(pattern(it, "alert.call"), language, call, text("alert.advice.call", language));
        }

        if (breach.severity() == Severity.INFO) {
            var type = text("reading." + it.type().text(), language);
            return text(
                    pattern(it, "alert.message"),
                    language,
                    text("alert.risen", language, type),
                    text("alert.advice.info", language));
        }

        var direction = breach.direction().name().toLowerCase(Locale.ROOT);
        var severity = it.severity().name().toLowerCase(Locale.ROOT);
        var what = text("alert.%s.%s".formatted(it.type().text(), direction), language);

        return text(pattern(it, "alert.message"), language, what, text("alert.advice." + severity, language));
    }

    private static String pattern(Episode it, String key) {
        return it.late() ? key + ".late" : key;
    }

    private String text(String key, Locale language, Object... arguments) {
        return texts.getMessage(key, arguments, language);
    }
}
