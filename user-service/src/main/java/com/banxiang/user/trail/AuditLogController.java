package com.banxiang.user.trail;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The audit trail of the fleet, for administrators. */
@RestController
@RequestMapping("/api/v1/admin/audit-logs")
final class AuditLogController {

    record AuditEntryView(
            UUID id,
            String service,
            @Nullable Account who,
            @Nullable String throughService,
            String what,
            @Nullable Account whose,
            String requestId,
            Instant at) {

        static AuditEntryView of(AuditEntry it) {
            return new AuditEntryView(
                    it.id(),
                    it.service(),
                    it.who(),
                    it.throughService(),
                    it.what(),
                    it.whose(),
                    it.requestId(),
                    it.at());
        }
    }

    private final ReadAuditTrail readAuditTrail;

    AuditLogController(ReadAuditTrail readAuditTrail) {
        this.readAuditTrail = readAuditTrail;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<AuditEntryView>>>> entries(
            Caller caller,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String whose,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            PageRequest page) {

        return readAuditTrail
                .handle(AuditQuery.of(who, whose, from, to), page, caller.account())
                .flatMap(it -> Answers.ok(it.map(AuditEntryView::of)));
    }
}
