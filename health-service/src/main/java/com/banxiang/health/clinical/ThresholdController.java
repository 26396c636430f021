package com.banxiang.health.clinical;

import com.banxiang.health.clinical.ReadThresholds.Threshold;
import com.banxiang.health.clinical.SetThresholds.Decision.Done;
import com.banxiang.health.clinical.SetThresholds.Decision.Unsafe;
import com.banxiang.health.clinical.SetThresholds.Objection;
import com.banxiang.health.clinical.SetThresholds.Reason;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Envelope.Detail;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.RequestContext;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The bounds of alerts, for the person and, audited, for neighbours. */
@RestController
final class ThresholdController {

    /**
     * @param context of blood sugar: after a meal other bounds hold than before it
     * @param high absent where nothing is too high
     * @param custom whether the person has set them
     */
    record ThresholdView(
            ReadingType type,
            @Nullable PressureComponent component,
            @Nullable Context context,
            BigDecimal low,
            @Nullable BigDecimal high,
            boolean custom) {

        private static ThresholdView of(Threshold it) {
            return new ThresholdView(
                    it.quantity().type(),
                    it.quantity().component(),
                    it.quantity().context(),
                    it.bounds().low(),
                    it.bounds().high(),
                    it.custom());
        }
    }

    private final ReadThresholds readThresholds;
    private final SetThresholds setThresholds;
    private final ClinicalRules rules;
    private final MessageSource texts;

    ThresholdController(
            ReadThresholds readThresholds, SetThresholds setThresholds, ClinicalRules rules, MessageSource texts) {
        this.readThresholds = readThresholds;
        this.setThresholds = setThresholds;
        this.rules = rules;
        this.texts = texts;
    }

    @GetMapping("/api/v1/health/thresholds")
    Mono<ResponseEntity<Envelope<Page<ThresholdView>>>> list(Caller caller) {
        return readThresholds.handle(caller.id()).map(ThresholdController::view).flatMap(Answers::ok);
    }

    @PutMapping("/api/v1/health/thresholds")
    Mono<ResponseEntity<Envelope<Page<ThresholdView>>>> set(
            Caller caller, @Valid @RequestBody ThresholdsRequest request) {

        var command = new SetThresholds.Command(caller.id(), request.read(rules));

        return setThresholds.handle(command).flatMap(decision -> switch (decision) {
            case Done(var thresholds) -> Answers.ok(view(thresholds));
            case Unsafe(var objections) -> unsafe(objections);
        });
    }

    @GetMapping("/internal/users/{userId}/health/thresholds")
    Mono<ResponseEntity<Envelope<Page<ThresholdView>>>> list(CallingService service, @PathVariable UUID userId) {
        return readThresholds
                .handle(Actor.of(service), userId)
                .map(ThresholdController::view)
                .flatMap(Answers::ok);
    }

    private Mono<ResponseEntity<Envelope<Page<ThresholdView>>>> unsafe(List<Objection> objections) {
        return RequestContext.current()
                .map(RequestContext::language)
                .flatMap(language -> Answers.unprocessable(
                        Reason.UNSAFE_THRESHOLD,
                        objections.stream()
                                .map(it -> new Detail(it.field(), text(it, language)))
                                .toList()));
    }

    private String text(Objection it, Locale language) {
        return it.allowed() == null
                ? texts.getMessage("threshold.none", null, language)
                : texts.getMessage(
                        "threshold.unsafe", new Object[] {it.allowed().toString()}, language);
    }

    private static Page<ThresholdView> view(List<Threshold> thresholds) {
        return Page.all(thresholds.stream().map(ThresholdView::of).toList());
    }
}
