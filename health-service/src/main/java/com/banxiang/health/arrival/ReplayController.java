package com.banxiang.health.arrival;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets an operator have a person's readings stored again from what their devices brought. */
@RestController
final class ReplayController {

    record ReplayRequest(@NotNull UUID userId) {}

    /**
     * @param restored readings that were missing
     * @param known readings that were there
     */
    record ReplayView(int restored, int known) {}

    private final ReplayPayloads replayPayloads;

    ReplayController(ReplayPayloads replayPayloads) {
        this.replayPayloads = replayPayloads;
    }

    @PostMapping("/api/v1/admin/health-service/raw-payloads/replay")
    Mono<ResponseEntity<Envelope<ReplayView>>> replay(Caller operator, @Valid @RequestBody ReplayRequest request) {
        return replayPayloads
                .handle(Actor.of(operator), request.userId())
                .map(it -> new ReplayView(it.accepted(), it.duplicates()))
                .flatMap(Answers::ok);
    }
}
