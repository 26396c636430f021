package com.banxiang.health.fhir;

import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.record.EveryRecord;
import com.banxiang.health.record.EveryRecord.Kept;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Invalid;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** All of a person's readings as one FHIR R4 Bundle: a file to take along, so it has no envelope. */
@RestController
final class ExportController {

    private static final String FHIR = "fhir";
    private static final String FHIR_JSON = "application/fhir+json";

    private final EveryRecord everyRecord;
    private final ClinicalRules rules;
    private final JsonMapper json;
    private final Clock clock;

    ExportController(EveryRecord everyRecord, ClinicalRules rules, JsonMapper json, Clock clock) {
        this.everyRecord = everyRecord;
        this.rules = rules;
        this.json = json;
        this.clock = clock;
    }

    /** Written page by page while it is read. The first page is read before the answer begins: what fails then is told. */
    @GetMapping(path = "/api/v1/health/export")
    ResponseEntity<Flux<DataBuffer>> export(Caller caller, @RequestParam(required = false) @Nullable String format) {

        if (!FHIR.equals(format)) {
            throw new Invalid("format", format == null ? "NotNull" : "value.invalid");
        }

        var observation = new Observation(caller.id(), rules);
        var pages = everyRecord
                .of(caller.id())
                .index((index, page) -> index == 0 ? head() + entries(page, observation) : following(page, observation))
                .concatWithValues("]}");

        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(FHIR_JSON))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"banxiang-health.json\"")
                .body(pages.map(ExportController::bytes));
    }

    private String head() {
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":\"%s\",\"entry\":["
                .formatted(clock.instant());
    }

    private String following(List<Kept> page, Observation observation) {
        return page.isEmpty() ? "" : "," + entries(page, observation);
    }

    private String entries(List<Kept> page, Observation observation) {
        return page.stream()
                .flatMap(it -> observation.of(it).stream())
                .map(json::writeValueAsString)
                .collect(Collectors.joining(","));
    }

    private static DataBuffer bytes(String text) {
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
