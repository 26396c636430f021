package com.banxiang.notification.inbox;

import com.banxiang.notification.inbox.ExportInbox.Exported;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.RequestContext;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** This service's part of what people take along, for the service they asked. */
@RestController
@RequestMapping("/internal")
final class InternalExportController {

    private final ExportInbox exportInbox;

    InternalExportController(ExportInbox exportInbox) {
        this.exportInbox = exportInbox;
    }

    @GetMapping("/users/{id}/export")
    Mono<ResponseEntity<Envelope<Exported>>> ofElder(@PathVariable UUID id, CallingService by) {
        return export(new Account(AccountKind.USER, id), by);
    }

    @GetMapping("/children/{id}/export")
    Mono<ResponseEntity<Envelope<Exported>>> ofChild(@PathVariable UUID id, CallingService by) {
        return export(new Account(AccountKind.CHILD, id), by);
    }

    private Mono<ResponseEntity<Envelope<Exported>>> export(Account whose, CallingService by) {
        return RequestContext.current()
                .flatMap(request -> exportInbox.handle(whose, by, request.language()))
                .flatMap(Answers::ok);
    }
}
