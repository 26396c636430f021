package com.banxiang.health.alert;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The same alerts for neighbours. Each look leaves a row in the audit log. */
@RestController
@RequestMapping("/internal/users/{userId}/health/alerts")
final class InternalAlertController {

    private final ListAlerts listAlerts;
    private final AlertViews views;

    InternalAlertController(ListAlerts listAlerts, AlertViews views) {
        this.listAlerts = listAlerts;
        this.views = views;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<AlertView>>>> list(
            CallingService service,
            @PathVariable UUID userId,
            @RequestParam(required = false) @Nullable AlertStatus status,
            PageRequest page) {

        return listAlerts
                .handle(Actor.of(service), userId, status, page)
                .flatMap(found -> views.of(userId, found))
                .flatMap(Answers::ok);
    }
}
