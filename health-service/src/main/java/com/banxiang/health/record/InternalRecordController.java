package com.banxiang.health.record;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.platform.web.RequestContext;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The same readings for neighbours, who answer for whom they show them to. Each look leaves a row in the audit log. */
@RestController
@RequestMapping("/internal/users/{userId}/health")
final class InternalRecordController {

    private final ListRecords listRecords;
    private final SummarizeHealth summarizeHealth;
    private final RecordViews views;
    private final Clock clock;

    InternalRecordController(ListRecords listRecords, SummarizeHealth summarizeHealth, RecordViews views, Clock clock) {
        this.listRecords = listRecords;
        this.summarizeHealth = summarizeHealth;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/records")
    Mono<ResponseEntity<Envelope<Page<RecordView>>>> list(
            CallingService service, @PathVariable UUID userId, @ModelAttribute RecordQuery query, PageRequest page) {

        return listRecords
                .handle(Actor.of(service), query.filter(userId, clock.instant()), page)
                .zipWith(language(), (found, language) -> found.map(it -> views.of(it, language)))
                .flatMap(Answers::ok);
    }

    @GetMapping("/summary")
    Mono<ResponseEntity<Envelope<Page<SummaryView>>>> summary(CallingService service, @PathVariable UUID userId) {
        return summarizeHealth
                .handle(Actor.of(service), userId)
                .zipWith(language(), views::summary)
                .flatMap(Answers::ok);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Envelope<Void>>> on(Unreadable unreadable) {
        return Answers.invalid(unreadable.field(), unreadable.messageKey(), unreadable.arguments());
    }

    private static Mono<Locale> language() {
        return RequestContext.current().map(RequestContext::language);
    }
}
