package com.banxiang.notification.inbox;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.platform.web.RequestContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The inbox, the same for elders and for children. */
@RestController
@RequestMapping({"/api/v1/notifications", "/api/child/notifications"})
class InboxController {

    record UnreadView(long count) {}

    private final ReadNotifications notifications;

    InboxController(ReadNotifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping
    Mono<ResponseEntity<Envelope<Page<Inbox.View>>>> page(
            Caller caller,
            @RequestParam(required = false) Inbox.@Nullable Type type,
            @RequestParam(defaultValue = "false") boolean unread,
            PageRequest page) {

        return RequestContext.current()
                .flatMap(it -> notifications.page(caller.account(), type, unread, page, it.language()))
                .flatMap(Answers::ok);
    }

    @GetMapping("/unread-count")
    Mono<ResponseEntity<Envelope<UnreadView>>> unread(Caller caller) {
        return notifications.unread(caller.account()).flatMap(count -> Answers.ok(new UnreadView(count)));
    }

    @PutMapping("/{id}/read")
    Mono<ResponseEntity<Envelope<Void>>> read(Caller caller, @PathVariable UUID id) {
        return notifications.read(caller.account(), id).then(Answers.ok());
    }

    @PutMapping("/read-all")
    Mono<ResponseEntity<Envelope<Void>>> readAll(Caller caller) {
        return notifications.readAll(caller.account()).then(Answers.ok());
    }
}
