package com.banxiang.child.account;

import com.banxiang.child.account.PhoneDecision.Kept;
import com.banxiang.child.account.PhoneDecision.NotKept;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.child.wechat.PhoneAnswer;
import com.banxiang.child.wechat.WeChatPhones;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps the number a child opened in WeChat, instead of the one that was there.
 *
 * <p>A code is spent and paid for once WeChat has answered, so who has no account is refused before. If the answer is lost
 * the child opens the number again; it is the same one.
 */
@Component
final class KeepPhone {

    private final ShowChild showChild;
    private final WeChatPhones phones;
    private final Children children;
    private final Outcomes outcomes;

    KeepPhone(ShowChild showChild, WeChatPhones phones, Children children, Outcomes outcomes) {
        this.showChild = showChild;
        this.phones = phones;
        this.children = children;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails with {@link UnknownChild}, and with {@link com.banxiang.platform.web.Unavailable} as WeChat is. */
    Mono<PhoneDecision> handle(UUID id, String code) {

        return showChild
                .handle(id)
                .flatMap(_ -> phones.behind(code))
                .flatMap(answer -> switch (answer) {
                    case PhoneAnswer.PhoneNumber(var phone) -> keep(id, phone);
                    case PhoneAnswer.Refused reason -> Mono.just(new NotKept(reason));
                })
                .as(outcomes.of(UseCase.KEEP_PHONE, id, KeepPhone::outcome))
                .checkpoint("keep a child's phone");
    }

    private Mono<PhoneDecision> keep(UUID id, String phone) {
        return children.keepPhone(id, phone)
                .switchIfEmpty(Mono.error(() -> new UnknownChild(id)))
                .map(Kept::new);
    }

    private static String outcome(PhoneDecision decision) {
        return switch (decision) {
            case Kept _ -> "kept";
            case NotKept(var reason) -> Outcomes.named(reason);
        };
    }
}
