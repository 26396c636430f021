package com.banxiang.child.export;

import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.List;
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

    record ElderExportView(List<BondExport> bonds) {}

    private final ExportElder exportElder;

    InternalExportController(ExportElder exportElder) {
        this.exportElder = exportElder;
    }

    @GetMapping("/{id}/export")
    Mono<ResponseEntity<Envelope<ElderExportView>>> export(@PathVariable UUID id, CallingService by) {
        return exportElder
                .handle(id, by)
                .flatMap(bonds -> Answers.ok(new ElderExportView(
                        bonds.stream().map(BondExport::forTheElder).toList())));
    }
}
