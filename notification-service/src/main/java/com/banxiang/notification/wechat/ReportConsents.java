package com.banxiang.notification.wechat;

import com.banxiang.notification.wechat.WeChatConsents.Remaining;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts what a child allowed in the mini-program. */
@Component
class ReportConsents {

    private final Consents consents;
    private final WeChatSettings settings;

    ReportConsents(Consents consents, WeChatSettings settings) {
        this.consents = consents;
        this.settings = settings;
    }

    /** What is left now; empty if we have no such template. */
    Mono<Remaining> handle(UUID child, String template, int accepted) {

        return settings.healthTemplate().equals(template)
                ? consents.add(child, template, accepted).map(left -> new Remaining(template, left))
                : Mono.empty();
    }
}
