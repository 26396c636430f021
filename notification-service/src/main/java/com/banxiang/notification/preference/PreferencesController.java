package com.banxiang.notification.preference;

import com.banxiang.notification.wechat.WeChatConsents;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a person should know of how they are told: whether anything reaches them, and how much WeChat still allows. */
@RestController
class PreferencesController {

    /** @param wechat for children only */
    record PreferencesView(boolean reachable, @Nullable WeChatView wechat) {}

    /** @param remaining of the health reminder; left out while nothing was reported */
    record WeChatView(@Nullable Integer remaining, List<WeChatConsents.Remaining> templates) {}

    private final FindReachability findReachability;
    private final WeChatConsents consents;

    PreferencesController(FindReachability findReachability, WeChatConsents consents) {
        this.findReachability = findReachability;
        this.consents = consents;
    }

    @GetMapping({"/api/v1/notifications/preferences", "/api/child/notifications/preferences"})
    Mono<ResponseEntity<Envelope<PreferencesView>>> preferences(Caller caller) {

        return findReachability
                .of(caller.account())
                .flatMap(it -> caller.kind() == AccountKind.CHILD
                        ? consents.of(caller.id())
                                .map(templates -> new PreferencesView(
                                        it.reachable(), new WeChatView(it.wechatRemaining(), templates)))
                        : Mono.just(new PreferencesView(it.reachable(), null)))
                .flatMap(Answers::ok);
    }
}
