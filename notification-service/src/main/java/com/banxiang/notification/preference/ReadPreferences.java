package com.banxiang.notification.preference;

import com.banxiang.notification.wechat.WeChatConsents;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a person how they are told, whether anything reaches them, and how much WeChat still allows. */
@Component
final class ReadPreferences {

    /** @param templates what is left of each; empty for elders, whom WeChat never reaches */
    record Answer(Preferences preferences, Reachability reachability, List<WeChatConsents.Remaining> templates) {}

    private final StoredPreferences preferences;
    private final FindReachability findReachability;
    private final WeChatConsents consents;

    ReadPreferences(StoredPreferences preferences, FindReachability findReachability, WeChatConsents consents) {
        this.preferences = preferences;
        this.findReachability = findReachability;
        this.consents = consents;
    }

    /** Never empty. */
    Mono<Answer> handle(Account who) {

        return preferences
                .find(who)
                .flatMap(mine -> findReachability
                        .of(who)
                        .flatMap(reached -> templates(who).map(templates -> new Answer(mine, reached, templates))))
                .checkpoint("read preferences");
    }

    private Mono<List<WeChatConsents.Remaining>> templates(Account who) {
        return who.kind() == AccountKind.CHILD ? consents.of(who.id()) : Mono.just(List.of());
    }
}
