package com.banxiang.notification.preference;

import com.banxiang.notification.family.Family;
import com.banxiang.notification.push.PushDevices;
import com.banxiang.notification.wechat.WeChatConsents;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds out whether a health reminder would reach a person outside the app. A child by WeChat, as long as a consent is left
 * or nobody knows, or at an alert phone; an elder by push. What they switched off counts as there: a critical reminder goes
 * by it all the same.
 */
@Component
class FindReachability {

    private final WeChatConsents consents;
    private final PushDevices devices;
    private final Family family;

    FindReachability(WeChatConsents consents, PushDevices devices, Family family) {
        this.consents = consents;
        this.devices = devices;
        this.family = family;
    }

    /** Never empty. */
    Mono<Reachability> of(Account account) {

        return account.kind() == AccountKind.CHILD
                ? consents.ofHealth(account.id()).flatMap(left -> ofChild(account, left))
                : devices.hasAny(account).map(any -> new Reachability(any, null));
    }

    private Mono<Reachability> ofChild(Account child, WeChatConsents.Remaining left) {

        var remaining = left.remaining();
        return remaining == null || remaining > 0
                ? Mono.just(new Reachability(true, remaining))
                : family.hasAlertPhone(child.id()).map(phone -> new Reachability(phone, remaining));
    }
}
