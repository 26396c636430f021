package com.banxiang.health.alert;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A person's own alerts. */
@RestController
@RequestMapping("/api/v1/health/alerts")
final class AlertController {

    private final ListAlerts listAlerts;
    private final AcknowledgeAlert acknowledgeAlert;
    private final AlertViews views;

    AlertController(ListAlerts listAlerts, AcknowledgeAlert acknowledgeAlert, AlertViews views) {
        this.listAlerts = listAlerts;
        this.acknowledgeAlert = acknowledgeAlert;
        this.views = views;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<AlertView>>>> list(
            Caller caller, @RequestParam(required = false) @Nullable AlertStatus status, PageRequest page) {

        return listAlerts
                .handle(caller.id(), status, page)
                .flatMap(found -> views.of(caller.id(), found))
                .flatMap(Answers::ok);
    }

    @PutMapping("/{id}/ack")
    Mono<ResponseEntity<Envelope<AlertView>>> acknowledge(Caller caller, @PathVariable UUID id) {

        var command = new AcknowledgeAlert.Command(caller.id(), id, caller.account(), null);

        return acknowledgeAlert
                .handle(command)
                .flatMap(alert -> views.of(caller.id(), alert))
                .flatMap(Answers::ok);
    }
}
