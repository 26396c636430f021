package com.banxiang.notification.inbox;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.PageRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** This service's part of what a person takes along: what they were told, the newest of it, and whether that was all. */
@Component
final class ExportInbox {

    static final int MOST = 1_000;

    private static final int PAGE = 100;

    /** @param complete false if there are more than these */
    record Exported(List<Inbox.View> notifications, boolean complete) {}

    private final Notifications notifications;
    private final StoredInbox inbox;
    private final Audit audit;

    ExportInbox(Notifications notifications, StoredInbox inbox, Audit audit) {
        this.notifications = notifications;
        this.inbox = inbox;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<Exported> handle(Account whose, CallingService by, Locale language) {

        return audit.read(Actor.of(by), "export-account", whose)
                .thenMany(Flux.defer(() -> page(whose, new PageRequest(PAGE, null))
                        .expand(rows -> rows.size() < PAGE ? Mono.empty() : page(whose, after(rows.getLast())))
                        .take(MOST / PAGE + 1)
                        .flatMapIterable(it -> it)))
                .map(it -> inbox.view(it, language))
                .collectList()
                .map(all -> new Exported(all.stream().limit(MOST).toList(), all.size() <= MOST))
                .checkpoint("export inbox");
    }

    private Mono<List<Notification>> page(Account whose, PageRequest request) {
        return notifications
                .page(whose, null, false, request)
                .map(rows -> rows.stream().limit(PAGE).toList());
    }

    private static PageRequest after(Notification last) {
        return new PageRequest(PAGE, new Cursor(last.createdAt(), last.id()));
    }
}
