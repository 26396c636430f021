package com.banxiang.child.health;

import com.banxiang.child.health.HealthQuestion.Records;
import com.banxiang.child.health.HealthQuestion.Thresholds;
import com.banxiang.child.health.HealthQuestion.Trends;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A parent's readings, their trends and the bounds, for a child who may see them; read only. */
@RestController
@RequestMapping("/api/child/parents/{parent}/health")
final class ParentHealthController {

    private final ReadParentHealth readParentHealth;

    ParentHealthController(ReadParentHealth readParentHealth) {
        this.readParentHealth = readParentHealth;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<JsonNode>>> records(
            Caller caller,
            @PathVariable UUID parent,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {

        return readParentHealth
                .handle(caller, parent, new Records(type, limit, cursor))
                .flatMap(Answers::ok);
    }

    @GetMapping("/trends")
    Mono<ResponseEntity<Envelope<JsonNode>>> trends(
            Caller caller,
            @PathVariable UUID parent,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String period,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String end) {

        return readParentHealth
                .handle(caller, parent, new Trends(type, period, start, end))
                .flatMap(Answers::ok);
    }

    @GetMapping("/thresholds")
    Mono<ResponseEntity<Envelope<JsonNode>>> thresholds(Caller caller, @PathVariable UUID parent) {
        return readParentHealth.handle(caller, parent, new Thresholds()).flatMap(Answers::ok);
    }
}
