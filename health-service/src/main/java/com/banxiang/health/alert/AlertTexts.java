package com.banxiang.health.alert;

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

        var direction = it.last().breach().direction().name().toLowerCase(Locale.ROOT);
        var severity = it.severity().name().toLowerCase(Locale.ROOT);
        var what = text("alert.%s.%s".formatted(it.type().text(), direction), language);
        var advice = text("alert.advice." + severity, language);

        return text(it.late() ? "alert.message.late" : "alert.message", language, what, advice);
    }

    private String text(String key, Locale language, Object... arguments) {
        return texts.getMessage(key, arguments, language);
    }
}
