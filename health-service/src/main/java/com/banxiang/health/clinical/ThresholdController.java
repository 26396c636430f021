package com.banxiang.health.clinical;

import com.banxiang.health.clinical.ReadThresholds.Threshold;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    ThresholdController(ReadThresholds readThresholds) {
        this.readThresholds = readThresholds;
    }

    @GetMapping("/api/v1/health/thresholds")
    Mono<ResponseEntity<Envelope<Page<ThresholdView>>>> list(Caller caller) {
        return Answers.ok(view(readThresholds.handle()));
    }

    @GetMapping("/internal/users/{userId}/health/thresholds")
    Mono<ResponseEntity<Envelope<Page<ThresholdView>>>> list(CallingService service, @PathVariable UUID userId) {
        return readThresholds
                .handle(Actor.of(service), userId)
                .map(ThresholdController::view)
                .flatMap(Answers::ok);
    }

    private static Page<ThresholdView> view(List<Threshold> thresholds) {
        return Page.all(thresholds.stream().map(ThresholdView::of).toList());
    }
}
