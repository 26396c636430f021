package com.banxiang.notification.supervision;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For operators who are asked why somebody heard nothing. */
@RestController
final class TraceController {

    /** @param kind user, child, contact (named by the elder with this id) or operators (on duty, for this elder) */
    record ReaderView(String kind, UUID id) {}

    record DeliveryView(
            UUID id,
            UUID eventId,
            ReaderView recipient,
            Channel.Kind channel,
            Inbox.Type type,
            @Nullable UUID alertId,
            @Nullable Integer step,
            String state,
            @Nullable String why,
            int tries,
            Instant occurredAt,
            Instant createdAt,
            @Nullable Instant dueAt,
            @Nullable Instant heldUntil,
            @Nullable Instant endedAt,
            @Nullable Instant receiptAt) {

        private static DeliveryView of(Trace it) {
            return new DeliveryView(
                    it.id(),
                    it.eventId(),
                    new ReaderView(it.readerKind(), it.readerId()),
                    it.channel(),
                    it.type(),
                    it.alertId(),
                    it.step(),
                    it.state(),
                    it.why(),
                    it.tries(),
                    it.occurredAt(),
                    it.createdAt(),
                    it.dueAt(),
                    it.heldUntil(),
                    it.endedAt(),
                    it.receiptAt());
        }
    }

    private final TraceMessages traceMessages;

    TraceController(TraceMessages traceMessages) {
        this.traceMessages = traceMessages;
    }

    @GetMapping("/api/v1/admin/notifications/deliveries")
    Mono<ResponseEntity<Envelope<Page<DeliveryView>>>> deliveries(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID userId,
            @RequestParam(required = false) @Nullable UUID eventId,
            PageRequest page) {

        return find(caller, userId, eventId, page).flatMap(it -> Answers.ok(it.map(DeliveryView::of)));
    }

    private Mono<Page<Trace>> find(Caller caller, @Nullable UUID userId, @Nullable UUID eventId, PageRequest page) {

        if (userId != null && eventId == null) {
            return traceMessages.ofPerson(userId, page, caller.account());
        }
        if (eventId != null && userId == null) {
            return traceMessages.ofEvent(eventId, page, caller.account());
        }
        throw new Invalid("userId", "deliveries.oneOfTwo");
    }
}
