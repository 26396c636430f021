package com.banxiang.notification.wechat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How many messages children still allow us to send them in WeChat: one consent, one message. */
public interface WeChatConsents {

    /** @param remaining null while nothing was ever reported: then it is tried */
    record Remaining(String templateId, @Nullable Integer remaining) {}

    /** Of every template there is. */
    Mono<List<Remaining>> of(UUID child);

    /** Of the template that matters: the health reminder. */
    Mono<Remaining> ofHealth(UUID child);
}
