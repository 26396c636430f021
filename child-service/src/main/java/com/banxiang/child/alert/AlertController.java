package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Status;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.List;
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

/** What a child sees of its parents' alerts. */
@RestController
@RequestMapping("/api/child/alerts")
final class AlertController {

    private final ListAlerts listAlerts;
    private final AcknowledgeAlert acknowledgeAlert;
    private final Acknowledgers acknowledgers;

    AlertController(ListAlerts listAlerts, AcknowledgeAlert acknowledgeAlert, Acknowledgers acknowledgers) {
        this.listAlerts = listAlerts;
        this.acknowledgeAlert = acknowledgeAlert;
        this.acknowledgers = acknowledgers;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<AlertView>>>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable UUID parentId,
            PageRequest page) {

        return listAlerts
                .handle(caller, parentId, status, page)
                .flatMap(alerts ->
                        acknowledgers.namesOf(alerts.items()).map(names -> alerts.map(it -> AlertView.of(it, names))))
                .flatMap(Answers::ok);
    }

    @PutMapping("/{id}/ack")
    Mono<ResponseEntity<Envelope<AlertView>>> acknowledge(Caller caller, @PathVariable UUID id) {

        return acknowledgeAlert
                .handle(id, caller)
                .flatMap(alert -> acknowledgers.namesOf(List.of(alert)).map(names -> AlertView.of(alert, names)))
                .flatMap(Answers::ok);
    }
}
