package com.banxiang.health.record;

import com.banxiang.health.clinical.Implausible;
import com.banxiang.health.record.AddRecord.Decision.NotBelieved;
import com.banxiang.health.record.AddRecord.Decision.Refused;
import com.banxiang.health.record.AddRecord.Decision.Stored;
import com.banxiang.health.record.AddRecord.Reason;
import com.banxiang.health.record.AddRecords.Numbered;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Envelope.Detail;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.platform.web.RequestContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's own readings. */
@RestController
@RequestMapping("/api/v1/health")
final class RecordController {

    static final int MOST_RECORDS = 500;

    /** Items are read one by one, so that an unreadable one costs no other. */
    record BatchRequest(
            @NotNull @Size(min = 1, max = MOST_RECORDS) List<JsonNode> records) {}

    record BatchView(int accepted, int duplicates, List<RejectedView> rejected) {}

    record RejectedView(int index, String code, String message) {}

    private final AddRecord addRecord;
    private final AddRecords addRecords;
    private final FindRecord findRecord;
    private final ListRecords listRecords;
    private final DeleteRecord deleteRecord;
    private final SummarizeHealth summarizeHealth;
    private final RecordViews views;
    private final JsonMapper json;
    private final Clock clock;

    RecordController(
            AddRecord addRecord,
            AddRecords addRecords,
            FindRecord findRecord,
            ListRecords listRecords,
            DeleteRecord deleteRecord,
            SummarizeHealth summarizeHealth,
            RecordViews views,
            JsonMapper json,
            Clock clock) {
        this.addRecord = addRecord;
        this.addRecords = addRecords;
        this.findRecord = findRecord;
        this.listRecords = listRecords;
        this.deleteRecord = deleteRecord;
        this.summarizeHealth = summarizeHealth;
        this.views = views;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/records")
    Mono<ResponseEntity<Envelope<RecordView>>> add(Caller caller, @RequestBody RecordRequest request) {

        var command = new AddRecord.Command(caller.id(), request.read(clock.instant()));

        return addRecord.handle(command).flatMap(decision -> switch (decision) {
            case Stored(var record) -> created(record);
            case NotBelieved(var objection) -> implausible(objection);
            case Refused(var reason) -> refused(reason);
        });
    }

    @PostMapping("/records/batch")
    Mono<ResponseEntity<Envelope<BatchView>>> addAll(Caller caller, @Valid @RequestBody BatchRequest request) {

        return language().flatMap(language -> {
            var unreadable = new ArrayList<RejectedView>();
            var readings = read(request.records(), unreadable, language);

            return addRecords
                    .handle(new AddRecords.Command(caller.id(), readings))
                    .flatMap(decision -> switch (decision) {
                        case AddRecords.Decision.Taken taken -> Answers.ok(view(taken, unreadable, language));
                        case AddRecords.Decision.Refused(var reason) -> refused(reason);
                    });
        });
    }

    @GetMapping("/records")
    Mono<ResponseEntity<Envelope<Page<RecordView>>>> list(
            Caller caller, @ModelAttribute RecordQuery query, PageRequest page) {

        return listRecords
                .handle(query.filter(caller.id(), clock.instant()), page)
                .zipWith(language(), (found, language) -> found.map(it -> views.of(it, language)))
                .flatMap(Answers::ok);
    }

    @GetMapping("/records/{id}")
    Mono<ResponseEntity<Envelope<RecordView>>> find(Caller caller, @PathVariable UUID id) {
        return findRecord.handle(caller.id(), id).zipWith(language(), views::of).flatMap(Answers::ok);
    }

    @DeleteMapping("/records/{id}")
    Mono<ResponseEntity<Envelope<Void>>> delete(Caller caller, @PathVariable UUID id) {
        return deleteRecord.handle(caller.id(), id).flatMap(decision -> switch (decision) {
            case DELETED -> Answers.ok();
            case FROM_DEVICE -> Answers.conflict(Reason.RECORD_FROM_DEVICE);
        });
    }

    @GetMapping("/summary")
    Mono<ResponseEntity<Envelope<Page<SummaryView>>>> summary(Caller caller) {
        return summarizeHealth
                .handle(caller.id())
                .zipWith(language(), views::summary)
                .flatMap(Answers::ok);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Envelope<Void>>> on(Unreadable unreadable) {
        return Answers.invalid(unreadable.field(), unreadable.messageKey(), unreadable.arguments());
    }

    private Mono<ResponseEntity<Envelope<RecordView>>> created(HealthRecord record) {
        return language()
                .flatMap(language -> Answers.created(
                        URI.create("/api/v1/health/records/" + record.id()), views.of(record, language)));
    }

    private Mono<ResponseEntity<Envelope<RecordView>>> implausible(Implausible it) {
        return language()
                .flatMap(language -> Answers.unprocessable(
                        Reason.IMPLAUSIBLE_VALUE, List.of(new Detail(it.field(), views.objection(it, language)))));
    }

    private static <T> Mono<ResponseEntity<Envelope<T>>> refused(Reason reason) {
        return switch (reason) {
            case CONSENT_REQUIRED -> Answers.forbidden(reason);
            case IMPLAUSIBLE_VALUE -> Answers.unprocessable(reason);
            case RECORD_CONFLICT, RECORD_FROM_DEVICE -> Answers.conflict(reason);
        };
    }

    private List<Numbered> read(List<JsonNode> records, List<RejectedView> unreadable, Locale language) {

        var now = clock.instant();
        var readings = new ArrayList<Numbered>(records.size());

        for (var index = 0; index < records.size(); index++) {
            try {
                readings.add(new Numbered(index, request(records.get(index)).read(now)));
            } catch (Unreadable it) {
                unreadable.add(new RejectedView(index, "VALIDATION_FAILED", views.problem(it, language)));
            } catch (JacksonException it) {
                unreadable.add(new RejectedView(index, "MALFORMED_REQUEST", views.problem(it, language)));
            }
        }

        return readings;
    }

    private RecordRequest request(JsonNode item) {

        if (!item.isObject()) {
            throw new Unreadable("records", "value.invalid");
        }

        return json.treeToValue(item, RecordRequest.class);
    }

    private BatchView view(AddRecords.Decision.Taken taken, List<RejectedView> unreadable, Locale language) {

        var rejected = new ArrayList<>(unreadable);
        taken.rejected().forEach(it -> rejected.add(views.rejected(it, language)));
        rejected.sort(Comparator.comparing(RejectedView::index));

        return new BatchView(taken.accepted(), taken.duplicates(), rejected);
    }

    private static Mono<Locale> language() {
        return RequestContext.current().map(RequestContext::language);
    }
}
