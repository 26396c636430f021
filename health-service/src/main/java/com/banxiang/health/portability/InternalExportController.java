package com.banxiang.health.portability;

import com.banxiang.health.portability.ExportElder.Exported;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** This service's part of what an elder takes along. */
@RestController
@RequestMapping("/internal/users")
final class InternalExportController {

    private final ExportElder exportElder;

    InternalExportController(ExportElder exportElder) {
        this.exportElder = exportElder;
    }

    @GetMapping("/{id}/export")
    Mono<ResponseEntity<Envelope<Exported>>> export(@PathVariable UUID id, CallingService by) {
        return exportElder.handle(id, by).flatMap(Answers::ok);
    }
}
