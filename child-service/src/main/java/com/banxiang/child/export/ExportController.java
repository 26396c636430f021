package com.banxiang.child.export;

import com.banxiang.child.export.ExportChild.Exported;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Masked;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** All the fleet knows about the caller. */
@RestController
@RequestMapping("/api/child/me")
final class ExportController {

    record ExportedChildView(
            UUID id,
            String nickname,
            @Nullable String avatarUrl,
            @Nullable String phone,
            Instant createdAt) {}

    /**
     * What a child takes along.
     *
     * @param notifications as notification-service says it; absent where it is unavailable
     * @param unavailable the services that did not answer; their part is missing
     */
    record ChildExportView(
            Instant exportedAt,
            ExportedChildView account,
            List<BondExport> bonds,
            @Nullable JsonNode notifications,
            List<String> unavailable) {}

    private final ExportChild exportChild;
    private final Clock clock;

    ExportController(ExportChild exportChild, Clock clock) {
        this.exportChild = exportChild;
        this.clock = clock;
    }

    @GetMapping("/export")
    Mono<ResponseEntity<Envelope<ChildExportView>>> export(Caller caller) {
        return exportChild.handle(caller.account()).flatMap(it -> Answers.ok(view(it)));
    }

    private ChildExportView view(Exported it) {

        var child = it.child();
        var phone = child.phone();

        return new ChildExportView(
                clock.instant(),
                new ExportedChildView(
                        child.id(),
                        child.nickname(),
                        child.avatarUrl(),
                        phone == null ? null : Masked.phone(phone),
                        child.createdAt()),
                it.bonds().stream().map(BondExport::forTheChild).toList(),
                it.notifications(),
                it.notifications() == null ? List.of("notification-service") : List.of());
    }
}
