package com.banxiang.health.trend;

import com.banxiang.health.trend.TrendView.AdviceView;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.RequestContext;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How values go, for the person and, audited, for neighbours. */
@RestController
final class TrendController {

    private final ReadTrends readTrends;
    private final MessageSource texts;
    private final Clock clock;

    TrendController(ReadTrends readTrends, MessageSource texts, Clock clock) {
        this.readTrends = readTrends;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/api/v1/health/trends")
    Mono<ResponseEntity<Envelope<TrendView>>> read(Caller caller, @ModelAttribute TrendQuery query) {

        var window = query.window(caller.id(), clock.instant());

        return readTrends.handle(window).flatMap(it -> answer(it, window));
    }

    @GetMapping("/internal/users/{userId}/health/trends")
    Mono<ResponseEntity<Envelope<TrendView>>> read(
            CallingService service, @PathVariable UUID userId, @ModelAttribute TrendQuery query) {

        var window = query.window(userId, clock.instant());

        return readTrends.handle(Actor.of(service), window).flatMap(it -> answer(it, window));
    }

    private Mono<ResponseEntity<Envelope<TrendView>>> answer(Trend trend, Window window) {
        return RequestContext.current()
                .map(RequestContext::language)
                .map(language -> TrendView.of(trend, window.type().isAddedUp(), it -> words(it, language)))
                .flatMap(Answers::ok);
    }

    private AdviceView words(AdviceRule it, Locale language) {

        var about = new Object[] {text("reading." + it.type().text(), language)};
        return new AdviceView(
                it.level(),
                texts.getMessage("trend.advice." + it.key(), about, language),
                text("trend.source." + it.key(), language));
    }

    private String text(String key, Locale language) {
        return texts.getMessage(key, null, language);
    }
}
