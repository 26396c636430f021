package com.banxiang.health.record;

import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.clinical.Implausible;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.record.AddRecord.Reason;
import com.banxiang.health.record.AddRecords.Rejection;
import com.banxiang.health.record.AddRecords.Rejection.Conflict;
import com.banxiang.health.record.AddRecords.Rejection.NotBelieved;
import com.banxiang.health.record.RecordController.RejectedView;
import com.banxiang.health.record.RecordView.Indicators;
import com.banxiang.health.record.SummarizeHealth.Summary;
import com.banxiang.health.total.DayTotal;
import com.banxiang.platform.web.Page;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Shows readings with what they mean by the rules of today, in the reader's language. */
@Component
final class RecordViews {

    private final ClinicalRules rules;
    private final MessageSource texts;

    RecordViews(ClinicalRules rules, MessageSource texts) {
        this.rules = rules;
        this.texts = texts;
    }

    RecordView of(HealthRecord it, Locale language) {

        var measurement = it.measurement();
        var details = measurement.details();

        return new RecordView(
                it.id(),
                measurement.type(),
                measurement.value(),
                measurement.type().unit(),
                it.source(),
                it.recordedAt(),
                it.notes(),
                details.equals(Details.NONE) ? null : details,
                indicators(measurement, language));
    }

    /** In the order of types, of which those that are added up are the last. */
    Page<SummaryView> summary(Summary summary, Locale language) {
        return Page.all(Stream.concat(
                        summary.readings().stream().map(it -> SummaryView.of(of(it.newest(), language), it.change())),
                        summary.days().stream().map(it -> day(it, language)))
                .toList());
    }

    private SummaryView day(DayTotal it, Locale language) {
        return SummaryView.of(it, indicators(new Measurement(it.type(), it.value(), Details.NONE), language));
    }

    RejectedView rejected(Rejection it, Locale language) {
        return switch (it) {
            case Conflict(var index) -> {
                var code = Reason.RECORD_CONFLICT.name();
                yield new RejectedView(index, code, text(code, language));
            }
            case NotBelieved(var index, var objection) ->
                new RejectedView(
                        index,
                        Reason.IMPLAUSIBLE_VALUE.name(),
                        "%s: %s".formatted(objection.field(), objection(objection, language)));
        };
    }

    /** Names value and range; the field stands beside it. */
    String objection(Implausible it, Locale language) {
        return text("record.implausible", language, it.value().toPlainString(), it.expected());
    }

    String problem(Unreadable it, Locale language) {
        return "%s: %s".formatted(it.field(), text(it.messageKey(), language, it.arguments()));
    }

    /** Names the field a JSON item got wrong, if it came that far. */
    String problem(JacksonException it, Locale language) {

        var path = it.getPath();
        var field = path.isEmpty() ? null : path.getLast().getPropertyName();
        var text = text("value.invalid", language);
        return field == null ? text : "%s: %s".formatted(field, text);
    }

    private String text(String key, Locale language, Object... arguments) {
        return texts.getMessage(key, arguments, language);
    }

    private Indicators indicators(Measurement it, Locale language) {

        var level = rules.level(it);
        var type = text("reading." + it.type().text(), language);
        var key = rules.judges(it) ? level.name().toLowerCase(Locale.ROOT) : "recorded";
        return new Indicators(level, text("level." + key, language, type));
    }
}
